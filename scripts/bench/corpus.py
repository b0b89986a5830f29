"""What is built in every benchmark: news of about 350 words, procedures, plans, made up from a seed.

An item's words depend on the seed, its owner and its number alone: 1,000 news are the first 1,000 of 5,000. How each
program wants them written is said in flavours.py.
"""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

FIELDS = {
    "chi_dao_dieu_hanh": "Chỉ đạo, điều hành",
    "the_che": "Cải cách thể chế",
    "thu_tuc_hanh_chinh": "Cải cách thủ tục hành chính",
    "to_chuc_bo_may": "Cải cách tổ chức bộ máy",
    "che_do_cong_vu": "Cải cách chế độ công vụ",
    "tai_chinh_cong": "Cải cách tài chính công",
    "chinh_quyen_so": "Xây dựng chính quyền số",
}
"""The seven reform fields: each has a list and, where a program can, a feed."""
LEVELS = {"toan_trinh": "Toàn trình", "mot_phan": "Một phần", "chi_thong_tin": "Chỉ cung cấp thông tin"}
KINDS = ("tin", "tap_huan", "kiem_tra", "thong_bao")
TAGS = ("một cửa", "học bạ số", "chữ ký số", "tuyển sinh", "khảo sát", "thư viện", "học phí", "VNeID")
LAST_DAY = datetime.date(2026, 11, 15)
"""The newest news; one every four days back from it, over five years, then again from the start."""

WHO = (
    "Thầy cô tổ văn phòng", "Ban giám hiệu", "Cha mẹ học sinh khối sáu", "Chi đoàn giáo viên", "Bộ phận tiếp dân",
    "Cán bộ thư viện", "Giáo viên chủ nhiệm", "Tổ tin học", "Hội đồng trường", "Nhân viên y tế", "Văn thư của trường",
)  # fmt: skip
DOES = (
    "vừa xem lại", "cùng bàn về", "bắt đầu dùng thử", "niêm yết công khai", "rút ngắn thời gian của",
    "hướng dẫn từng bước",
    "đề nghị bỏ bớt giấy tờ trong", "ghi chép đầy đủ", "làm xong trước hạn", "trả lời các câu hỏi về",
)  # fmt: skip
WHAT = (
    "việc xin học bạ bản sao", "bảng phân công trực một cửa", "hồ sơ chuyển trường giữa năm học",
    "lịch tiếp cha mẹ học sinh", "cách nộp đơn qua điện thoại", "sổ theo dõi giấy tờ đến",
    "mẫu đơn xin nghỉ học dài ngày", "việc thu tiền không dùng tiền mặt", "danh mục thủ tục của nhà trường",
    "phiếu hỏi ý kiến người dân", "kho bài giảng dùng chung", "quy trình cấp giấy xác nhận",
)  # fmt: skip
HOW = (
    "để mỗi gia đình chỉ phải đến trường một lần", "ngay trong tuần đầu của tháng",
    "theo góp ý gửi tới đường dây nóng", "và cử người giúp những gia đình ở xa",
    "thay cho ba cuốn sổ giấy trước đây", "trước khi năm học mới bắt đầu",
    "rồi báo lại kết quả tại buổi họp sáng thứ Hai", "nhờ máy quét mới đặt ở phòng hành chính",
    "có ghi rõ ai làm và ngày nào xong",
)  # fmt: skip
HEADINGS = (
    "Việc đã làm",
    "Điều còn vướng",
    "Cách làm mới",
    "Số liệu trong quý",
    "Lời của cha mẹ học sinh",
    "Việc tiếp theo",
)
BRANCHES = ("Văn phòng", "Tổ tin học", "Kế toán", "Thư viện", "Công đoàn")


@dataclass(frozen=True)
class Item:
    """One page to be: the same words for every program."""

    kind: str
    """`tin-tuc`, `thu-tuc` or `ke-hoach`: the folder of its address too."""
    id: str
    title: str
    day: datetime.date
    summary: str
    body: tuple[str, ...]
    """Blocks of Markdown."""
    facts: dict[str, str] = field(default_factory=dict)
    """What lists are cut by: `linh_vuc`, `loai`, `the` of news; `muc_do` of procedures."""


@dataclass(frozen=True)
class Unit:
    """Whose section it is: what stands in the frame of every page."""

    ma: str = "truong-0001"
    ten: str = "Trường Trung học cơ sở số 1"
    hotline: str = "0299 3000 001"

    @property
    def url(self) -> str:
        return f"https://{self.ma}.example/cchc/"


def unit(number: int) -> Unit:
    return Unit(f"truong-{number:04d}", f"Trường Trung học cơ sở số {number}", f"0299 3{number:06d}")


def section(news: int, *, procedures: int = 60, plans: int = 20, seed: int = 1, owner: str = "") -> list[Item]:
    """The items of one owner; newest news first."""
    wanted = (("news", _news, news), ("procedure", _procedure, procedures), ("plan", _plan, plans))
    return [
        make(random.Random(f"{seed}/{owner}/{name}/{number}"), number)
        for name, make, count in wanted
        for number in range(1, count + 1)
    ]


def edited(item: Item, word: str) -> Item:
    """The item after somebody wrote `word` into its first paragraph; news carry it in the title too, so that every
    list, feed and search entry that shows them must change."""
    first = next(place for place, block in enumerate(item.body) if not block.startswith("#"))
    body = (*item.body[:first], f"{item.body[first]} Bổ sung: {word}.", *item.body[first + 1 :])
    return replace(item, body=body, title=f"{item.title} {word}" if item.kind == "tin-tuc" else item.title)


def _news(chance: random.Random, number: int) -> Item:
    day = LAST_DAY - datetime.timedelta(days=(number - 1) * 4 % 1780)
    first, second = chance.sample(HEADINGS, 2)
    body = [_paragraph(chance, 55), f"## {first}", _paragraph(chance, 65), _bullets(chance, 4)]
    if chance.random() < 0.2:
        body.append(_rows(chance, "| Việc | Người làm |\n|---|---|", 5))
    body += [f"## {second}", _paragraph(chance, 60), "Xem [trang của trường](https://truong.example/mot-cua/)."]
    facts = {"linh_vuc": chance.choice(list(FIELDS)), "loai": chance.choice(KINDS), "the": chance.choice(TAGS)}
    return Item("tin-tuc", f"tin-{number:05d}", _title(chance), day, _sentence(chance), tuple(body), facts)


def _procedure(chance: random.Random, number: int) -> Item:
    ways = _rows(
        chance, "| Hình thức | Thời hạn | Phí, lệ phí | Mô tả |\n|---|---|---|---|", 2, "Trực tiếp | 5 ngày | Không"
    )
    papers = _rows(chance, "| Tên giấy tờ | Bản chính | Bản sao | Mẫu |\n|---|---|---|---|", 0)
    papers += "\n| Đơn đề nghị | 1 | 0 | |\n| Học bạ | 1 | 1 | |"
    steps = "\n".join(f"{step}. {_sentence(chance)}" for step in (1, 2, 3))
    parts = {
        "Hướng dẫn": _paragraph(chance, 80),
        "Trình tự thực hiện": steps,
        "Cách thức thực hiện": ways,
        "Thành phần hồ sơ": papers,
        "Kết quả": _sentence(chance),
        "Căn cứ pháp lý": _paragraph(chance, 40),
    }
    body = tuple(block for heading, text in parts.items() for block in (f"## {heading}", text))
    facts = {"muc_do": chance.choice(list(LEVELS))}
    name = f"Thủ tục {number}: {chance.choice(WHAT)}"
    return Item("thu-tuc", f"thu-tuc-{number:03d}", name, datetime.date(2026, 9, 1), _sentence(chance), body, facts)


def _plan(chance: random.Random, number: int) -> Item:
    year = 2022 + number % 5
    body: list[str] = []
    for numeral, heading in zip(("I", "II", "III", "IV"), chance.sample(HEADINGS, 4), strict=True):
        body += [f"## {numeral}. {heading}", _paragraph(chance, 100), _bullets(chance, 2)]
    tasks = [
        f"| {row} | {_sentence(chance)} | {chance.choice(BRANCHES)} | Quý {chance.choice(('I', 'II', 'III'))}/{year} |"
        for row in range(1, 21)
    ]
    body += ["## Phụ lục", "\n".join(["| TT | Nội dung | Bộ phận thực hiện | Thời gian |\n|---|---|---|---|", *tasks])]
    name = f"Kế hoạch {number}: {chance.choice(WHAT)}"
    return Item("ke-hoach", f"ke-hoach-{number:03d}", name, datetime.date(year, 1, 10), _sentence(chance), tuple(body))


def _title(chance: random.Random) -> str:
    return f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHAT)}"


def _sentence(chance: random.Random) -> str:
    return f"{_title(chance)} {chance.choice(HOW)}."


def _paragraph(chance: random.Random, words: int) -> str:
    return " ".join(_enough(chance, words))


def _enough(chance: random.Random, words: int) -> Iterator[str]:
    while words > 0:
        sentence = _sentence(chance)
        words -= len(sentence.split())
        yield sentence


def _bullets(chance: random.Random, count: int) -> str:
    return "\n".join(f"- {_sentence(chance)}" for _ in range(count))


def _rows(chance: random.Random, head: str, count: int, before: str = "") -> str:
    """A table whose last column is a sentence; the others are `before`, or somebody."""
    return "\n".join([head, *(f"| {before or chance.choice(WHO)} | {_sentence(chance)} |" for _ in range(count))])
