"""Dựng rồi đăng; có bài hẹn giờ trong 15 phút tới thì chờ và làm lại đúng phút ấy. Cron, systemd gọi 15 phút một lần.

    python3 trien-khai/hen_gio.py

Im lặng khi mọi việc ổn. Giờ Việt Nam, dù máy chủ đặt múi giờ nào: `next_change` mang theo múi giờ của nó.
"""

import json
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
EVERY = 15 * 60
sys.path.insert(0, str(PROJECT / "scripts"))
from cchc import taken  # noqa: E402 - the launcher beside us, not the package


def main(clock=time.time, sleep=time.sleep):
    """Exit code of the last deploy; 0 too where another run is still at it."""
    (PROJECT / ".cchc").mkdir(exist_ok=True)
    until = clock() + EVERY
    with open(PROJECT / ".cchc/hen-gio.lock", "ab") as lock:
        if not taken(lock):
            return 0
        while True:
            began = clock()
            code, again = publish()
            # What should have changed by now and did not (content refused) must not be tried without a pause.
            if again is None or not began < again < until:
                return code
            while (left := again - clock()) > 0:
                sleep(min(left, 20))  # in pieces: a machine that slept itself must not oversleep


def publish():
    """Exit code, and the instant at which something will change by itself (seconds since 1970) or None."""
    built, _ = run("build")
    if built == 2:
        return built, None
    code, said = run("deploy", "--json")
    try:
        again = json.loads(said)["next_change"]
    except (ValueError, KeyError, TypeError):
        again = None
    return code or built, datetime.fromisoformat(again).timestamp() if again else None


def run(*arguments):
    """Exit code and answer of one command; what it said is told only where not all went well."""
    command = [sys.executable, str(PROJECT / "scripts/cchc.py"), *arguments]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if ended.returncode:
        sys.stderr.buffer.write(b"\n".join([" ".join(arguments).encode(), ended.stdout, ended.stderr, b""]))
    return ended.returncode, ended.stdout


if __name__ == "__main__":
    sys.exit(main())
