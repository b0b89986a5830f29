"""A mistake a clerk can make, what is said of it, and the file after doing what was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.school import PROCEDURE_BODY, School

from cchc.reading.complaints import Complaint
from cchc.reading.mending import mended

NEWS = "tin-tuc/2026/tin.md"


@dataclass(frozen=True)
class Mistake:
    """`wrong` in the file `path` is complained of at `line`; `right` in its place is what the remedy asks for."""

    rule: str
    path: str
    line: int
    wrong: str
    what: str
    how: str
    right: str
    error: bool = True
    others: Mapping[str, str | bytes] = field(default_factory=dict)
    """Further files the story needs."""
    remedy: Mapping[str, str | bytes] = field(default_factory=dict)
    """Files the remedy adds."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.what[:40]}"


def is_told_and_mended(school: School, mistake: Mistake) -> None:
    """Provoke the mistake, read what is said of it, do what was said, and hear no more of it."""
    for path, content in {**mistake.others, mistake.path: mistake.wrong}.items():
        school.file(path, content)
    [told, *_] = said_of(school, mistake) or [None]
    assert told is not None, school.complaints()
    assert (told.place, told.error) == (f"{mistake.path}:{mistake.line}", mistake.error)
    assert mistake.what in told.what
    assert mistake.how in told.how
    for path, content in {**mistake.remedy, mistake.path: mistake.right}.items():
        school.file(path, content)
    assert said_of(school, mistake) == []


def is_mended_by_the_command(school: School, mistake: Mistake) -> None:
    """The same, but `check --fix` does the work."""
    school.file(mistake.path, mistake.wrong)
    [told] = said_of(school, mistake)
    assert told.mend is not None
    assert "check --fix" in told.how
    mend_all(school, mistake.path)
    assert (school.root / mistake.path).read_text() == mistake.right
    assert said_of(school, mistake) == []


def mend_all(school: School, path: str) -> int:
    """What `check --fix` does to one file; the number of repairs."""
    mends = [complaint.mend for complaint in school.complaints() if complaint.path == path and complaint.mend]
    text, done = mended((school.root / path).read_text(), mends)
    school.file(path, text)
    return done


def said_of(school: School, mistake: Mistake) -> list[Complaint]:
    return [
        complaint
        for complaint in school.complaints()
        if complaint.rule == mistake.rule and complaint.path == mistake.path and mistake.what in complaint.what
    ]


def news(*lines: str, body: str = "Nội dung.", without: str = "") -> str:
    """A news item of five good lines, `lines` after them; `without` names a good line to leave out."""
    good = ["id: tin", "tieu_de: Một tin", "ngay: 05/11/2026", "linh_vuc: the_che"]
    kept = [line for line in good if not without or not line.startswith(without + ":")]
    return "---\n" + "\n".join([*kept, *lines]) + f"\n---\n{body}\n"


def procedure(*lines: str, body: str = PROCEDURE_BODY) -> str:
    """A complete procedure, `lines` after its own."""
    good = [
        "id: 2.002854", "ten: Chuyển trường", "linh_vuc_tthc: Giáo dục", "cap: co_so", "doi_tuong: Học sinh",
        "co_quan: Cơ sở giáo dục", "ngay_cap_nhat: 01/09/2026",
    ]  # fmt: skip
    return "---\n" + "\n".join([*good, *lines]) + f"\n---\n{body}\n"


def plan(*lines: str, rows: str = "| 1 | Đăng tin | Trang | Tổ | Quý I |") -> str:
    """A plan with a table of tasks, `lines` after its own."""
    good = ["id: kh", "trich_yeu: Tuyên truyền", "nam: 2026", "so_ky_hieu: 25/KH-THCS", "ngay_ban_hanh: 05/01/2026"]
    table = f"| TT | Nội dung | Hình thức | Bộ phận | Thời gian |\n|---|---|---|---|---|\n{rows}"
    return "---\n" + "\n".join([*good, *lines]) + f"\n---\n{table}\n"


def document(*lines: str, id: str = "vb", number: str = "12/QĐ-UBND") -> str:
    """A document, `lines` after its own."""
    good = [
        f"id: {id}", "loai: quyet_dinh", "trich_yeu: Về việc", "co_quan_ban_hanh: UBND phường",
        f"so_ky_hieu: {number}", "ngay_ban_hanh: 03/02/2026",
    ]  # fmt: skip
    return "---\n" + "\n".join([*good, *lines]) + "\n---\n"


def reply(*lines: str, body: str = "Đã trả lời.") -> str:
    """A citizen's report, `lines` after its own."""
    good = ["id: pa", "noi_dung: Bao giờ trả hồ sơ?", "ngay_nhan: 01/10/2026"]
    return "---\n" + "\n".join([*good, *lines]) + f"\n---\n{body}\n"


def don_vi(*lines: str, without: str = "") -> str:
    """The root unit of `school`, complete; `lines` after its own."""
    good = [
        "ma: truong", "ten: Trường truong", "loai: truong", "url: https://truong.example/cchc/",
        "dinh_danh: truong.example,2026", "duong_day_nong: 0203 3825 000", "email_phan_anh: a@truong.example",
    ]  # fmt: skip
    return "\n".join([*(line for line in good if not without or not line.startswith(without + ":")), *lines]) + "\n"
