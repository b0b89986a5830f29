"""`cchc`: the command line."""

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from cchc_cli.speech import FAULTS, PARTLY, Failure, warn
from cchc_cli.vietnamese_help import Parser


def parser() -> Parser:
    """The commands and their options (design §6)."""
    from cchc.model.types import NEW_TYPES  # heavy imports, needed in functions only
    from cchc_cli.starting.answers import QUESTIONS

    top = Parser(
        prog="cchc", description="Dựng chuyên mục cải cách hành chính từ các tệp nội dung.", allow_abbrev=False
    )
    top.add_argument("-C", dest="folder", metavar="THƯ-MỤC", help="thư mục dự án (có content/ và mkdocs.yml)")
    commands = top.add_subparsers(dest="command", metavar="LỆNH", required=True)

    _add_init(commands, QUESTIONS)
    build = commands.add_parser(
        "build", help="dựng chuyên mục của các đơn vị", description="Dựng chuyên mục của từng đơn vị vào site/<mã>/."
    )
    build.add_argument("units", nargs="*", metavar="MÃ", help="mã đơn vị; không ghi: tất cả")
    build.add_argument(
        "-o", dest="site", metavar="THƯ-MỤC", help="thư mục kết quả (mặc định: site; với --offline: site-offline)"
    )
    build.add_argument("--prune", action="store_true", help="bỏ chuyên mục của đơn vị không còn trong nội dung")
    build.add_argument("--offline", action="store_true", help="bản mở bằng nhấp đúp, chép được vào USB; không cần mạng")
    build.add_argument(
        "--as", dest="form", metavar="DẠNG", choices=("zip",), help="zip: mỗi đơn vị một tệp <mã>.zip, tải lên hosting"
    )
    build.add_argument(
        "--workers", type=_count, metavar="SỐ", help="số tiến trình dựng cùng lúc (mặc định: số bộ xử lý)"
    )
    build.add_argument(
        "--scheduler", metavar="ĐỊA-CHỈ", help="dựng trên nhiều máy (Dask): tcp://MÁY:8786; -o là địa chỉ kho"
    )
    build.add_argument("--fresh", action="store_true", help="dựng lại từ đầu, không dùng bản nhớ tạm của lần trước")
    build.add_argument("--now", metavar="NGÀY-GIỜ", help="dựng như vào lúc này, ví dụ 2026-12-25T08:00")

    serve = commands.add_parser(
        "serve",
        help="xem thử trên máy này, sửa tệp là trang tự đổi",
        description="Xem thử chuyên mục trên máy này: sửa tệp, trang tự đổi. Không ghi gì vào site/.",
    )
    serve.add_argument("unit", nargs="?", metavar="MÃ", help="mã đơn vị mở ra trước; không ghi: danh sách đơn vị")
    serve.add_argument("--port", metavar="SỐ", help="cổng (mặc định: 8000)")
    serve.add_argument("--now", metavar="NGÀY-GIỜ", help="xem như vào lúc này")

    check = commands.add_parser("check", help="kiểm tra nội dung", description="Nêu mọi lỗi và lưu ý, kèm cách sửa.")
    check.add_argument("units", nargs="*", metavar="MÃ", help="mã đơn vị; không ghi: tất cả")
    check.add_argument("--fix", action="store_true", help="tự sửa những chỗ sửa được chắc chắn")
    check.add_argument("--strict", action="store_true", help="coi lưu ý như lỗi")
    check.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    check.add_argument("--now", metavar="NGÀY-GIỜ", help="kiểm tra như vào lúc này")

    new = commands.add_parser(
        "new", help="tạo một tệp nội dung mới", description="Tạo tệp nội dung đã điền sẵn, để ở dạng nháp."
    )
    new.add_argument("kind", metavar="LOẠI", choices=NEW_TYPES, help=f"một trong: {', '.join(NEW_TYPES)}")
    new.add_argument("title", metavar="TIÊU-ĐỀ", help="tiêu đề, đặt trong dấu ngoặc kép")
    new.add_argument("--unit", metavar="MÃ", help="mã đơn vị")
    new.add_argument("--now", metavar="NGÀY-GIỜ", help="ghi ngày như vào lúc này")

    bring = commands.add_parser(
        "import",
        help="nhập từ Word, PDF, bảng tính, văn bản chữ, bản ghi thủ tục",
        description="Chuyển tệp Word (.docx), PDF có chữ, bảng tính (.xlsx, .csv), văn bản chữ (.txt) và bản ghi "
        "thủ tục (.md) thành tệp nội dung, kèm danh sách chỗ cần người xem lại.",
    )
    bring.add_argument("files", nargs="+", metavar="TỆP", help="các tệp cần nhập")
    bring.add_argument("--unit", metavar="MÃ", help="mã đơn vị")
    bring.add_argument("--now", metavar="NGÀY-GIỜ", help="ghi ngày như vào lúc này")
    _add_report(commands)
    _add_deploy(commands)
    _add_takedown(commands)
    return top


def _add_init(commands: Any, questions: Mapping[str, str]) -> None:
    init = commands.add_parser(
        "init",
        help="tạo dự án mới cho một trường, hoặc cho một đơn vị và các đơn vị trực thuộc",
        description="Tạo dự án mới, đầy đủ, dựng được ngay. Điều chưa ghi bằng tùy chọn thì lệnh hỏi.",
    )
    init.add_argument("where", metavar="THƯ-MỤC", help="thư mục mới, hoặc đang trống")
    for name, question in questions.items():
        option = name.replace("_", "-")
        init.add_argument(f"--{option}", metavar=option.upper(), help=question)
    init.add_argument("--now", metavar="NGÀY-GIỜ", help="ghi ngày như vào lúc này")


def _add_report(commands: Any) -> None:
    report = commands.add_parser(
        "report",
        help="báo cáo định kỳ, tiến độ nhiệm vụ, bảng theo dõi, hồ sơ minh chứng",
        description="Báo cáo một kỳ, tiến độ nhiệm vụ, bảng theo dõi các đơn vị, hồ sơ minh chứng để kiểm tra.",
    )
    report.add_argument("--unit", metavar="MÃ", help="mã đơn vị")
    report.add_argument("--period", metavar="KỲ", help="kỳ báo cáo: 2026-Q3, 2026-H1, 2026 hoặc 2025-2026")
    report.add_argument(
        "--tasks", action="store_true", help="nhiệm vụ, thời gian, trạng thái, minh chứng (cùng --json)"
    )
    report.add_argument("--json", action="store_true", help="dạng JSON, cho phần mềm khác đọc")
    report.add_argument(
        "--board", action="store_true", help="bảng theo dõi các đơn vị trực thuộc, nơi cần nhắc xếp trước"
    )
    report.add_argument(
        "--evidence",
        nargs="?",
        const="",
        metavar="TỆP",
        help="hồ sơ minh chứng theo bảng tiêu chí (.xlsx, .csv); không ghi tệp: theo nhiệm vụ của kế hoạch năm",
    )
    report.add_argument(
        "-o", dest="out", metavar="TỆP", help="ghi ra tệp .docx, .xlsx, .html hoặc .md; không ghi: in ra"
    )
    report.add_argument("--now", metavar="NGÀY-GIỜ", help="tính như vào lúc này")


def _add_takedown(commands: Any) -> None:
    gone = commands.add_parser(
        "takedown",
        help="gỡ bỏ một bài khỏi mọi trang, kênh RSS, tìm kiếm, tệp và bản phát hành cũ",
        description="Gỡ bỏ một bài: không trang, kênh RSS, tìm kiếm hay tệp nào còn gì của bài; địa chỉ cũ báo đã gỡ.",
    )
    gone.add_argument("item", metavar="ID", help="id của bài, địa chỉ, hoặc đường dẫn tệp trong content/")
    gone.add_argument("--unit", metavar="MÃ", help="mã đơn vị")
    gone.add_argument("--reason", metavar="LÝ-DO", help="lý do, giữ trong tệp nội dung, không đăng; không ghi tên ai")
    gone.add_argument("--yes", action="store_true", help="không hỏi lại")
    gone.add_argument("-o", dest="site", metavar="THƯ-MỤC", help="thư mục kết quả đã dựng (mặc định: site)")
    gone.add_argument("--now", metavar="NGÀY-GIỜ", help="gỡ như vào lúc này")


def _add_deploy(commands: Any) -> None:
    deploy = commands.add_parser(
        "deploy",
        help="đăng chuyên mục đã dựng lên các nơi ghi ở trien_khai",
        description="Đăng chuyên mục đã dựng lên các nơi ghi ở trien_khai trong don-vi.yml: chỉ gửi tệp đổi, đọc lại "
        "để kiểm tra.",
    )
    deploy.add_argument("units", nargs="*", metavar="MÃ", help="mã đơn vị; không ghi: tất cả")
    deploy.add_argument("-o", dest="site", metavar="THƯ-MỤC", help="thư mục đã dựng (mặc định: site)")
    deploy.add_argument("--dry-run", dest="dry", action="store_true", help="chỉ kể những gì sẽ gửi, không gửi gì")
    deploy.add_argument("--rollback", action="store_true", help="quay về bản đã đăng trước đó")
    deploy.add_argument("--json", action="store_true", help="in kết quả từng nơi dạng JSON, cho bộ hẹn giờ đọc")
    deploy.add_argument("--now", metavar="NGÀY-GIỜ", help="đăng như vào lúc này")


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("ghi một số từ 1 trở lên")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, of a process of its own where no `arguments` are given; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if arguments is None:
        gc.disable()
    options = parser().parse_args(arguments)
    try:
        work = _work(options)
        if arguments is None:
            # All that is imported is there until the end: to look through it for rubbish costs a tenth of a second.
            gc.freeze()
            gc.enable()
        return work()
    except Failure as failure:
        warn(f"cchc: {failure}")
        return failure.code
    except BrokenPipeError:  # whoever listened (`| head`) has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PARTLY
    except Exception:  # a mistake of ours: the clerk gets a sentence, the developer the whole story
        log = Path(options.folder or ".") / FAULTS
        log.write_text(traceback.format_exc(), encoding="utf-8")
        warn(f"cchc: chương trình gặp lỗi; chuyên mục đã đăng vẫn nguyên. Gửi tệp {log} cho người phụ trách.")
        return PARTLY
    except KeyboardInterrupt:
        warn("\ncchc: đã dừng theo yêu cầu; chuyên mục đã đăng vẫn nguyên. Chạy lại lệnh để tiếp tục.")
        return PARTLY


def _work(options) -> Callable[[], int]:  # type: ignore[no-untyped-def]
    """What the options ask for, with all it needs imported."""
    from cchc_cli.project import now_of, project_at

    if options.command == "init":
        from cchc_cli.init import init
        from cchc_cli.starting.answers import QUESTIONS

        given = {name: getattr(options, name) for name in QUESTIONS}
        return partial(init, Path(options.where), given, now_of(options.now))
    project = project_at(options.folder)
    now = now_of(options.now)
    if options.command == "build":
        from cchc_cli.build import Wish, build

        site = Path(options.site).resolve() if options.site else project.root / f"site{'-offline' * options.offline}"
        packed = options.form == "zip"
        project = replace(project, fresh=options.fresh)
        store = options.site if "://" in (options.site or "") else str(site)
        wish = Wish(tuple(options.units), options.offline, packed, options.prune, options.workers)
        if options.scheduler:
            return partial(build, project, replace(wish, scheduler=options.scheduler, store=store), site, now)
        return partial(project.remembering, partial(build, project, wish, site, now))
    if options.command == "serve":
        from cchc_cli.serve import serve

        return partial(serve, project, options.unit, options.port, lambda: now_of(options.now))
    if options.command == "check":
        from cchc_cli.check import check

        said = {"fix": options.fix, "strict": options.strict, "as_data": options.json}
        return partial(project.remembering, lambda _: check(project, options.units, now, **said), partial=True)
    if options.command == "new":
        from cchc_cli.new import new

        return partial(new, project, options.kind, options.title, options.unit, now)
    if options.command == "takedown":
        from cchc_cli.takedown import takedown

        site = Path(options.site or project.root / "site").resolve()
        said = {"reason": options.reason, "yes": options.yes, "site": site}
        return partial(takedown, project, options.item, options.unit, now, **said)
    if options.command == "report":
        from cchc_cli.report import report

        return partial(report, project, options, now)
    if options.command == "deploy":
        from cchc_cli.deploy import deploy

        site = Path(options.site).resolve() if options.site else project.root / "site"
        said = {"dry": options.dry, "rollback": options.rollback, "as_data": options.json}
        return partial(deploy, project, options.units, site, now, **said)
    from cchc_cli.bring import bring

    return partial(bring, project, options.files, options.unit, now)


if __name__ == "__main__":
    sys.exit(main())
