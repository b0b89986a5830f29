"""A small made-up school in the editions of one autumn, built by the real command."""

import io
import shutil
from pathlib import Path

from PIL import Image
from tests.command import run
from tests.school import School

from cchc.products.theme_files import theme_files

URL = "https://truong.example/cchc/"


def editions(root: Path, project: Path) -> dict[str, Path]:
    """Folders, each a whole section: "first"; "second": news added, edited, deleted, a picture replaced, the theme's
    style changed; "third": as "first" again, but for one news edited and an old address of it."""
    school = School(root / "content")
    school.unit(duong_day_nong="0299 3 000 301", email_phan_anh="a@truong.example")
    shutil.copy(project / "mkdocs.yml", root)
    shutil.copytree(project / "theme", root / "theme", ignore=shutil.ignore_patterns("__pycache__"))
    school.procedure()
    for day in range(1, 5):
        school.news(f"tin-{day}", tieu_de=f"Tin ngày {day}", ngay=f"0{day}/11/2026", linh_vuc="the_che")
    school.file("tin-tuc/2026/anh.png", picture("red"))
    school.file("tin-tuc/2026/cu.png", picture("green"))
    school.news("tin-2", tieu_de="Tin ngày 2", ngay="02/11/2026", anh="cu.png")
    school.news("co-anh", tieu_de="Tin có ảnh", anh="anh.png", the=["khai giảng"])
    found = {"first": _built(root, "first")}

    school.news("tin-5", tieu_de="Tin mới", ngay="06/11/2026", the=["tập huấn"], linh_vuc="cai_cach_tai_chinh_cong")
    school.news("tin-1", body="Nội dung đã sửa, [xem tin mới](tin-5.md).", tieu_de="Tin ngày 1", ngay="01/11/2026")
    (school.root / "tin-tuc/2026/tin-2.md").unlink()
    (school.root / "tin-tuc/2026/cu.png").unlink()
    school.file("tin-tuc/2026/anh.png", picture("blue"))
    style = root / "theme/assets/css/3-components.css"
    style.write_text(style.read_text("utf-8") + "\n.moi { color: inherit }\n", "utf-8")
    theme_files.cache_clear()
    found["second"] = _built(root, "second")

    (school.root / "tin-tuc/2026/tin-5.md").unlink()
    school.news("tin-1", body="Nội dung sửa lần nữa.", tieu_de="Tin ngày 1", ngay="01/11/2026", dia_chi_cu=["/tin-1"])
    school.news("tin-2", tieu_de="Tin ngày 2", ngay="02/11/2026")
    found["third"] = _built(root, "third")
    return found


def picture(colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(stream, "PNG")
    return stream.getvalue()


def _built(root: Path, name: str) -> Path:
    assert run(root, "build", "-o", str(root / "sites" / name)) == 0
    return root / "sites" / name / "truong"
