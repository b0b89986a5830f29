"""A section among things that must not be published; every one of them says CANARY."""

from pathlib import Path

from PIL import Image
from tests.cchc.section.rich import TRUONG, XA, picture, three_units
from tests.school import School

from cchc.products.manifest import manifest
from cchc.publishing.section import Section


def canary_content(root: Path) -> School:
    place = three_units(root)
    _fields(place)
    _files(place)
    _inherited(place)
    _replies_and_indices(place)
    return place


def _fields(place: School) -> None:
    """Fields nobody outside may read, of items everybody may."""
    secret = {"nguoi_duyet": "CANARY duyệt", "ngay_duyet": "01/11/2026"}
    place.unit(
        TRUONG, cap_hoc="thcs", yeu_cau_duyet="true", duong_day_nong="0203 333 444",
        trien_khai=[{"kieu": "sftp", "dich": "canary.example/www", "tai_khoan": "canary", "mat_khau_tu": "CANARY_KEY"}],
    )  # fmt: skip
    exif = Image.Exif()
    exif[0x010E] = "CANARY exif"
    place.file(f"{TRUONG}/tin-tuc/2026/anh.jpg", picture(exif=exif.tobytes(), comment=b"CANARY comment"))
    place.news(
        "cong-khai", TRUONG, body="Chữ. <!-- CANARY comment -->\n\nXem [bài nháp](canary-nhap.md) và ![](anh.jpg)",
        dong_y_hinh_anh="CANARY tủ số 3", anh="anh.jpg", **secret,
    )  # fmt: skip
    place.write(
        f"{TRUONG}/phan-anh/01.md", "Trả lời.", noi_dung="Hỏi", ngay_nhan="01/11/2026", ngay_tra_loi="02/11/2026",
        nguoi_gui="Phụ huynh Canary Văn, canary@example.vn", **secret,
    )  # fmt: skip
    place.write(
        f"{TRUONG}/ke-hoach/kh.md",
        "| TT | Nội dung | Thời gian |\n|---|---|---|\n| 1 | Việc | Tháng 3 |",
        trich_yeu="Kế hoạch", nam=2026, so_ky_hieu="25/KH", ngay_ban_hanh="01/02/2026", **secret,
    )  # fmt: skip


def _files(place: School) -> None:
    """Files of every kind that is not public, each with a body, an old address and an attachment."""
    ways = {
        "nhap": {"nhap": "true"},
        "noi-bo": {"pham_vi": "noi_bo", "minh_chung": "25/KH#1"},
        "hen": {"dang_tu": "01/01/2027"},
        "het": {"het_han": "01/11/2026"},
        "an": {"khong_ap_dung": "true"},
    }
    approved = {"nguoi_duyet": "Ai", "ngay_duyet": "01/11/2026"}
    for name, fields in ways.items():
        place.file(f"{TRUONG}/tin-tuc/2026/canary-{name}.pdf", b"%PDF CANARY")
        place.news(
            f"canary-{name}", TRUONG, f"CANARY {name} [tệp](canary-{name}.pdf)", tieu_de="CANARY", the="CANARY",
            tep=f"canary-{name}.pdf", dia_chi_cu=f"canary-cu-{name}/", **approved, **fields,
        )  # fmt: skip
    place.news("canary-chua-duyet", TRUONG, tieu_de="CANARY chưa duyệt")
    place.news("canary-duyet-mai", TRUONG, tieu_de="CANARY", nguoi_duyet="Ai", ngay_duyet="21/11/2026")
    place.file(f"{TRUONG}/tin-tuc/2026/canary-khong-ai-goi.pdf", b"%PDF CANARY")
    place.file(f"{TRUONG}/canary.txt", b"CANARY")
    place.file(f"{TRUONG}/.canary/an.md", b"CANARY")
    place.file(f"{TRUONG}/tin-tuc/2026/.canary.md", b"CANARY")


def _inherited(place: School) -> None:
    for name, fields in {
        "canary-nhap": {"nhap": "true"},
        "canary-noi-bo": {"pham_vi": "noi_bo"},
        "canary-mam-non": {"cap_hoc": "mam_non"},
        "canary-an": {},
    }.items():
        place.procedure(name, ten="CANARY thủ tục", **fields)
    place.write(
        f"{TRUONG}/thu-tuc/canary-an.md", ghi_de="true", khong_ap_dung="true", nguoi_duyet="A", ngay_duyet="01/01/2026"
    )
    place.procedure(
        "chung",
        body="## Trình tự thực hiện\n\nCANARY bị thay.\n\n"
        "## Kết quả\n\nXem [kia](/thu-tuc/canary-nhap/), [đây](canary-noi-bo.md).",
    )
    place.write(
        f"{TRUONG}/thu-tuc/chung.md",
        "## Trình tự thực hiện\n\nMới. [Ẩn](/thu-tuc/canary-an/)",
        ghi_de="true",
        nguoi_duyet="CANARY",
        ngay_duyet="01/11/2026",
    )
    place.write(f"{XA}/trang/canary.md", "CANARY", tieu_de="CANARY", ke_thua="true", nhap="true")
    place.news("canary-so", tieu_de="CANARY tin của Sở không xuống trường")
    place.unit(f"{XA}/don-vi/canh", ten="Trường Cạnh")
    place.news("canary-canh", f"{XA}/don-vi/canh", tieu_de="CANARY nháp trường cạnh", nhap="true")


def _replies_and_indices(place: School) -> None:
    approved = {"nguoi_duyet": "Ai", "ngay_duyet": "01/11/2026"}
    place.file(f"{TRUONG}/phan-anh/canary.pdf", b"%PDF CANARY")
    asked = {"noi_dung": "Hỏi sớm", "ngay_nhan": "01/11/2026", "tep": "canary.pdf", **approved}
    place.write(f"{TRUONG}/phan-anh/02.md", "## CANARY\n\nTrả lời soạn sẵn, [CANARY](canary.pdf).", **asked)
    later = {"dang_tu": "02/11/2026", "ngay_tra_loi": "01/12/2026", "van_ban_tra_loi": "CANARY"}
    place.write(f"{TRUONG}/phan-anh/03.md", "CANARY trả lời hẹn.", **asked, **later)
    place.write(
        f"{TRUONG}/chi-so/a.yml",
        ten="Đã công bố",
        nguon_cong_bo="Bộ",
        **approved,
        so_lieu=[
            {"nam": 2025, "gia_tri": "88", "ngay_cong_bo": "01/02/2026"},
            {"nam": 2026, "gia_tri": "777123", "ngay_cong_bo": "01/12/2026"},
        ],
    )
    place.write(
        f"{TRUONG}/chi-so/canary.yml",
        ten="CANARY chưa công bố",
        nguon_cong_bo="CANARY",
        muc_tieu="CANARY",
        mo_ta="CANARY",
        so_lieu=[{"nam": 2026, "gia_tri": "777123"}],
        minh_chung="25/KH#1",
        dia_chi_cu="canary-chi-so/",
        **approved,
    )


def everything_in(section: Section) -> dict[str, bytes]:
    """All bytes that come from a section: pages with what surrounds them, files, the manifest."""
    said = {page.file: f"{page}{page.html}{page.article[1:]}{section.frame(page)}".encode() for page in section.pages}
    said |= {name: text if isinstance(text, bytes) else text.read_bytes() for name, text in section.files.items()}
    return said | {"cchc.json": manifest(section.public, b"")}


def leaks(files: dict[str, bytes]) -> list[str]:
    """Files in which, or in whose names, something sings that should not."""
    return [
        name for name, text in files.items() if b"canary" in name.encode().lower() + text.lower() or b"777123" in text
    ]
