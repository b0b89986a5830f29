"""A Sở, a commune and a school with something of everything: what crawls and canaries walk through."""

import io
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from tests.school import THEME, School

PROJECT = THEME.parent
XA = "don-vi/xa"
TRUONG = "don-vi/xa/don-vi/truong"
NOW_TEXT = "2026-11-20T08:00"

PLAN_BODY = """
## Nội dung thực hiện

| TT | Nội dung | Hình thức | Bộ phận thực hiện | Thời gian |
|---|---|---|---|---|
| 1 | Tập huấn | Hội nghị | Văn phòng | Tháng 3 |
| 2 | Rà soát thủ tục | Văn bản | Tổ cải cách | Quý IV |
"""


def picture(width: int = 40, height: int = 30, kind: str = "JPEG", **how: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 60)).save(out, kind, **how)
    return out.getvalue()


def noise(width: int, height: int, kind: str = "PNG") -> bytes:
    """A picture that does not pack well, as photographs do not."""
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3)).save(out, kind)
    return out.getvalue()


def three_units(root: Path) -> School:
    """Sở `so` over commune `xa` over school `truong`, each with its address; no items yet."""
    place = School(root)
    place.unit(ma="so", loai="so", ten="Sở Giáo dục")
    place.unit(XA, loai="xa", ten="Phường Hoa Sen")
    place.unit(TRUONG, cap_hoc="thcs", ten="Trường Hoa Sen")
    return place


def rich_content(root: Path) -> School:
    place = three_units(root)
    _offices(place)
    _school(place)
    return place


def _offices(place: School) -> None:
    place.unit(
        ma="so", loai="so", ten="Sở Giáo dục", khau_hieu="Phục vụ tận tâm", logo="logo.png",
        chu_de_nam=[{"nam": 2026, "noi_dung": "Năm số hóa"}], duong_day_nong="0203 111 222",
    )  # fmt: skip
    place.file("logo.png", picture(kind="PNG"))
    place.procedure(
        dia_chi_cu="thu-tuc/chuyen-truong-cu/", tep="don.docx", truc_tuyen="toan_trinh", lien_quan="3.000181"
    )
    place.file("thu-tuc/don.docx", b"PK docx")
    place.procedure("3.000181", ten="Cấp bản sao", cap="xa")
    place.procedure("mam-non", ten="Nhận trẻ", cap_hoc="mam_non")
    place.write(
        "van-ban/nd-224.md", "Toàn văn nghị định.", loai="nghi_dinh", trich_yeu="Dịch vụ công",
        co_quan_ban_hanh="Chính phủ", so_ky_hieu="224/2026/NĐ-CP", ngay_ban_hanh="01/06/2026", hieu_luc_tu="15/08/2026",
    )  # fmt: skip
    place.write(
        "van-ban/nd-42.md", loai="nghi_dinh", trich_yeu="Cung cấp thông tin", co_quan_ban_hanh="Chính phủ",
        so_ky_hieu="42/2022/NĐ-CP", ngay_ban_hanh="24/06/2022", hieu_luc_tu="15/08/2022",
    )  # fmt: skip
    place.write(
        "ke-hoach/kh-so.md", PLAN_BODY, trich_yeu="Cải cách năm 2026", nam=2026, so_ky_hieu="10/KH-SGD",
        ngay_ban_hanh="05/01/2026", ke_thua="true", can_cu=["Nghị định 224/2026/NĐ-CP ngày 01 tháng 6 năm 2026"],
        nguoi_ky="Lê Thị B", chuc_vu="Giám đốc", quyen_ky="TM.", noi_nhan=["Các trường", "Lưu: VT"],
    )  # fmt: skip
    place.write("trang/chung.md", "Xem [tin của Sở](../tin-tuc/2026/tin-so.md).", tieu_de="Trang chung", ke_thua="true")
    place.news("tin-so", tieu_de="Tin của Sở", linh_vuc="chi_dao_dieu_hanh")
    place.write(
        f"{XA}/thu-tuc/2.002854.md", "## Hướng dẫn\n\nĐến [quầy 4](quay.pdf).", ghi_de="true",
        tai_don_vi={"can_bo": "Bà An", "gio": "7h30"},
    )  # fmt: skip
    place.file(f"{XA}/thu-tuc/quay.pdf", b"%PDF quay")
    place.news("tin-xa", XA, tieu_de="Tin của phường")


def _school(place: School) -> None:
    at = TRUONG
    place.unit(
        at, cap_hoc="thcs", ten="Trường Hoa Sen", duong_day_nong="0203 333 444", email_phan_anh="a@hoasen.edu.vn",
        url_phan_anh="https://hoasen.example/phieu", dia_chi="Số 1", mot_cua={"dia_chi": "Phòng 4", "gio": "Sáng"},
        facebook="https://facebook.com/hoasen", ten_cu=[{"ten": "Trường cũ", "den": "31/08/2024"}], so_tthc_cong_bo=2,
    )  # fmt: skip
    place.file(f"{at}/tin-tuc/2026/anh.jpg", picture())
    place.file(f"{at}/tin-tuc/2026/clip.mp4", b"mp4")
    place.file(f"{at}/tin-tuc/2026/mau don.pdf", b"%PDF mau")
    place.news(
        "dau",
        at,
        ngay="18/11/2026 09:30",
        tieu_de="Bài có mọi thứ",
        anh="anh.jpg",
        mo_ta_anh="Sân trường",
        tep=["mau don.pdf"],
        the=["Chuyển đổi số", "Một cửa"],
        video="clip.mp4",
        loi_thoai="Lời",
        ghim="true",
        nguon="Báo",
        nguon_url="https://bao.example/x",
        tac_gia="Cô Lan",
        minh_chung=["25/KH-THCS#1"],
        cap_tin="xa",
        ngay_su_kien="01/12/2026",
        hinh_thuc="website",
        doi_tuong="hoc_sinh",
        dia_chi_cu=["tin-cu.html", "tin/cu/"],
        linh_vuc=["the_che", "chinh_quyen_so"],
        ngay_cap_nhat="19/11/2026",
        don_vi_phu_trach="Tổ Văn",
        body="Xem [thủ tục](/thu-tuc/2.002854/), [bài kia](tin-1.md#muc), [mẫu](<mau don.pdf>), [ngoài](https://a.vn/).\n\n"
        "## Mục\n\n![Ảnh](anh.jpg) và [lên trên](#muc), chú thích[^1].\n\n[^1]: Ghi chú.",
    )
    for number in range(1, 25):
        place.news(
            f"tin-{number}", at, f"## Mục\n\nTin số {number}.", ngay=f"{number:02d}/10/2026", tieu_de=f"Tin {number}"
        )
    place.write(f"{at}/tin-tuc/2025/cu.md", "Cũ.", tieu_de="Tin cũ", ngay="01/12/2025", linh_vuc="the_che", loai="clip")
    place.write(
        f"{at}/ke-hoach/kh-2026.md",
        PLAN_BODY,
        trich_yeu="Tuyên truyền 2026",
        nam=2026,
        so_ky_hieu="25/KH-THCS",
        ngay_ban_hanh="10/01/2026",
        ke_hoach_cap_tren="10/KH-SGD",
        can_cu=["Nghị định số 224/2026/NĐ-CP"],
        tep_ky="ky.pdf",
    )
    place.file(f"{at}/ke-hoach/ky.pdf", b"%PDF ky")
    place.write(f"{at}/ke-hoach/nam-hoc.md", "Chưa có bảng.", trich_yeu="Năm học", nam_hoc="2026-2027")
    place.write(
        f"{at}/van-ban/12-qd.md", loai="quyet_dinh", trich_yeu="Lập tổ", co_quan_ban_hanh="Trường Hoa Sen",
        so_ky_hieu="12/QĐ-THCS", ngay_ban_hanh="01/03/2026", hieu_luc_tu="01/03/2026", thay_the="42/2022/NĐ-CP",
        linh_vuc="the_che", lien_quan=["224/2026/NĐ-CP", "99/QĐ"],
    )  # fmt: skip
    place.write(
        f"{at}/phan-anh/01.md", "Trả lời theo [văn bản](../van-ban/12-qd.md).", noi_dung="Bao giờ có kết quả?",
        ngay_nhan="01/11/2026", ngay_tra_loi="05/11/2026", nguoi_gui="Nguyễn Văn An", van_ban_tra_loi="12/QĐ-THCS",
        minh_chung="25/KH-THCS#2",
    )  # fmt: skip
    place.write(f"{at}/phan-anh/02.md", noi_dung="Chờ", ngay_nhan="10/11/2026", han_tra_loi="25/11/2026")
    place.write(f"{at}/phan-anh/03.md", noi_dung="Trễ", ngay_nhan="01/10/2026", han_tra_loi="15/10/2026")
    place.write(
        f"{at}/chi-so/hai-long.yml", ten="Hài lòng", nguon_cong_bo="Nhà trường", don_vi_tinh="%",
        so_lieu=[{"nam": 2025, "gia_tri": "88,5", "ngay_cong_bo": "01/02/2026"}], minh_chung="25/KH-THCS#2",
        dia_chi_cu="hai-long-cu/",
    )  # fmt: skip
    place.write(
        f"{at}/trang/hoi-dap.md", "Xem [chỉ số](../chi-so/hai-long.yml).", tieu_de="Hỏi đáp", ngay_cap_nhat="01/09/2026"
    )
    place.procedure("noi-bo-truong", at, ten="Xác nhận đang học", ngay_cap_nhat="02/09/2026")


def new_project(root: Path) -> Path:
    """A project folder around `root/content`: this project's mkdocs.yml and theme."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    (root / "theme").symlink_to(THEME)
    return root


def run(
    project: Path, *arguments: str, module: str = "cchc_cli", **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, as people start it."""
    command = [sys.executable, "-P", "-m", module, *arguments]
    plugins = {"PYTHONPATH": str(PROJECT / "plugins"), "NO_MKDOCS_2_WARNING": "1"}
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CCHC_", "PYTHONHASH"))}
    return subprocess.run(
        command,
        cwd=project,
        env={**kept, **plugins, **environment},
        text=True,
        capture_output=True,
        check=False,
        timeout=120,
    )


def build(project: Path, *arguments: str, **environment: str) -> Path:
    """`cchc build`; the folder of the sections."""
    done = run(project, "-C", str(project), "build", "--now", NOW_TEXT, *arguments, **environment)
    assert done.returncode == 0, done.stderr
    return project / "site"


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def manifest_of(section: Path) -> dict[str, Any]:
    return dict(json.loads((section / "cchc.json").read_bytes()))
