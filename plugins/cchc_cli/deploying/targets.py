"""Which target serves which `kieu` of don-vi.yml. Clients are imported where one is needed: they are heavy."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cchc.model.unit import DeployTarget
from cchc.model.vocabulary import KieuTrienKhai
from cchc_cli.deploying.folder import Folder
from cchc_cli.deploying.git import Git
from cchc_cli.deploying.host import Host, HostFailed, Target
from cchc_cli.deploying.in_place import InPlace
from cchc_cli.deploying.packed import Packed
from cchc_cli.deploying.rsync import Rsync
from cchc_cli.deploying.secrets import secret_of


@dataclass(frozen=True, slots=True)
class Around:
    """What targets of one command share."""

    root: Path
    """The project; folders of this machine in `dich` are relative to it."""
    owner: str
    """Who publishes, for locks."""
    now: datetime
    step: Callable[[str], object] = str
    """Told of every file that has arrived, for progress."""


def name_of(spec: DeployTarget) -> str:
    """A target as people know it, without secrets: `sftp thcs@may-chu.edu.vn/cchc`."""
    account = f"{spec.tai_khoan}@" if spec.tai_khoan else ""
    place = re.sub(r"//[^/@]*@", "//", spec.dich)
    return f"{spec.kieu.value} {'' if '://' in place else account}{place}"


def target_of(spec: DeployTarget, around: Around) -> Target:
    """The target of one entry in `trien_khai`. Raises HostFailed where it is written in a way that cannot work."""
    return _KINDS[spec.kieu](spec, around)


def _folder(spec: DeployTarget, around: Around) -> Target:
    return Folder(around.root / Path(spec.dich).expanduser(), spec.giu, around.now)


def _zip(spec: DeployTarget, around: Around) -> Target:
    return Packed(around.root / Path(spec.dich).expanduser(), around.now)


def _rsync(spec: DeployTarget, around: Around) -> Target:
    return Rsync(spec, around.root, lambda: secret_of(spec), around.owner, around.now)


def _git(spec: DeployTarget, around: Around) -> Target:
    return Git(spec, around.root, lambda: secret_of(spec), around.root / ".cchc" / "git")


def _sftp(spec: DeployTarget) -> Host:
    from cchc_cli.deploying.sftp import SftpHost

    return SftpHost(spec, secret_of(spec))


def _ftp(spec: DeployTarget) -> Host:
    from cchc_cli.deploying.ftp import FtpHost

    return FtpHost(spec, secret_of(spec))


def _in_place(connect: Callable[[DeployTarget], Host]) -> Callable[[DeployTarget, Around], Target]:
    def connected(spec: DeployTarget) -> Host:
        try:
            return connect(spec)
        except ImportError as error:
            raise HostFailed(
                f"máy này chưa có phần đăng lên máy chủ ({error.name}); chạy: python3 scripts/cchc.py deploy, "
                'hoặc cài: pip install "cchc[deploy]"'
            ) from None

    return lambda spec, around: InPlace(
        name_of(spec), lambda: connected(spec), around.owner, around.now, step=around.step
    )


_KINDS: dict[KieuTrienKhai, Callable[[DeployTarget, Around], Target]] = {
    KieuTrienKhai.THU_MUC: _folder,
    KieuTrienKhai.ZIP: _zip,
    KieuTrienKhai.RSYNC: _rsync,
    KieuTrienKhai.GIT: _git,
    KieuTrienKhai.SFTP: _in_place(_sftp),
    KieuTrienKhai.FTP: _in_place(_ftp),
    KieuTrienKhai.FTPS: _in_place(_ftp),
}
