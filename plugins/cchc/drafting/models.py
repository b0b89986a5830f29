"""The recurring kinds of news and what each is written into: words of the title → fields and a body of prompts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cchc.drafting.words import Heard, named
from cchc.model.vocabulary import DoiTuong, HinhThuc, LinhVuc, LoaiPhanAnh, LoaiTin

PROMPT = re.compile(r"\[\[\s*Viết\s*:[^\]\n]*", re.IGNORECASE)
"""A place still to be written, `[[Viết: ai dự]]`, whole or half deleted. `check` refuses it in what is no draft."""


@dataclass(frozen=True, slots=True)
class Model:
    """One recurring kind of news. Fields are what its kind alone tells; words of the title come before them."""

    name: str
    says: tuple[str, ...]
    """Phrases of a title it is known by."""
    loai: LoaiTin
    linh_vuc: LinhVuc
    body: str
    hinh_thuc: HinhThuc | None = None
    doi_tuong: tuple[DoiTuong, ...] = ()
    offered: tuple[str, ...] = ()
    """Fields offered as comments besides those of every news item."""


NOTICE = Model(
    "thông báo thủ tục",
    ("công bố", "thông báo", "niêm yết", "thủ tục mới"),
    LoaiTin.THONG_BAO,
    LinhVuc.THU_TUC_HANH_CHINH,
    """
[[Viết: thủ tục nào, mã số, quyết định công bố]]

## Nộp ở đâu, bao lâu có kết quả

[[Viết: nơi nhận hồ sơ, giờ làm việc, thời hạn, phí, có nộp trực tuyến được không]]
""",
    HinhThuc.WEBSITE,
    (DoiTuong.CHA_ME, DoiTuong.NGUOI_DAN),
)
"""Only where the title speaks of a procedure too; `notices.py` fills it from the one it means."""

NOTICE_END = """
## Có gì mới

[[Viết: khác trước ở điểm nào, áp dụng từ ngày nào, ai cần để ý]]

## Hỏi ở đâu

[[Viết: người hướng dẫn, số điện thoại, giờ gọi]]
"""

MODELS = (
    Model(
        "họp",
        ("họp", "hội nghị", "giao ban", "hội thảo", "tọa đàm", "đối thoại", "sinh hoạt chuyên môn"),
        LoaiTin.TIN,
        LinhVuc.CHI_DAO_DIEU_HANH,
        """
[[Viết: họp ngày nào, ở đâu, ai chủ trì, những ai dự, họp để làm gì]]

## Nội dung đã bàn

- [[Viết: việc thứ nhất: làm được gì, còn vướng gì, con số nào cho thấy điều đó]]
- [[Viết: việc thứ hai]]

## Kết luận

- [[Viết: việc phải làm, ai làm, xong trước ngày nào]]

## Tiếp theo

[[Viết: bao giờ xem lại kết quả; người đọc cần làm gì, hỏi ai]]
""",
        HinhThuc.HOP_NOI_BO,
        (DoiTuong.CAN_BO,),
        ("ngay_su_kien",),
    ),
    Model(
        "tập huấn",
        ("tập huấn", "bồi dưỡng", "chuyên đề"),
        LoaiTin.TAP_HUAN,
        LinhVuc.CHE_DO_CONG_VU,
        """
[[Viết: tập huấn ngày nào, ở đâu, ai hướng dẫn, bao nhiêu người học]]

## Học những gì

- [[Viết: nội dung thứ nhất, làm thử việc gì tại lớp]]
- [[Viết: nội dung thứ hai]]

## Kết quả

[[Viết: sau buổi học mọi người làm được gì, điều gì còn khó]]

## Tiếp theo

[[Viết: áp dụng vào việc nào, từ bao giờ; tài liệu để ở đâu, hỏi ai]]
""",
        HinhThuc.TAP_HUAN,
        (DoiTuong.CAN_BO,),
        ("ngay_su_kien",),
    ),
    Model(
        "gương điển hình",
        ("gương", "tấm gương", "điển hình", "người tốt việc tốt"),
        LoaiTin.GUONG_DIEN_HINH,
        LinhVuc.CHE_DO_CONG_VU,
        """
[[Viết: người ấy là ai, làm việc gì ở trường; mở đầu bằng một việc có thật]]

## Việc đã làm

[[Viết: trước kia khó ở đâu, người ấy đã làm thế nào]]

## Kết quả

[[Viết: học sinh, cha mẹ học sinh, đồng nghiệp được lợi gì; con số hoặc lời kể của họ]]

## Học được gì

[[Viết: người khác làm theo được điều gì; đã hỏi ý kiến nhân vật trước khi nêu tên và đăng ảnh chưa]]
""",
        None,
        (),
        ("dong_y_hinh_anh",),
    ),
    Model(
        "kiểm tra",
        ("kiểm tra", "giám sát", "tự kiểm tra"),
        LoaiTin.KIEM_TRA,
        LinhVuc.CHI_DAO_DIEU_HANH,
        """
[[Viết: ai kiểm tra, ngày nào, ở đâu, xem những việc gì]]

## Việc làm tốt

- [[Viết: việc làm tốt, căn cứ vào đâu]]

## Việc phải sửa

- [[Viết: thiếu sót, ai sửa, xong trước ngày nào]]

## Tiếp theo

[[Viết: bao giờ kiểm tra lại, kết quả báo cho ai]]
""",
        None,
        (DoiTuong.CAN_BO,),
    ),
    Model(
        "cuộc thi",
        ("cuộc thi", "hội thi", "phát động thi"),
        LoaiTin.CUOC_THI,
        LinhVuc.CHI_DAO_DIEU_HANH,
        """
[[Viết: cuộc thi tên gì, ai tổ chức, dành cho ai, để làm gì]]

## Cách tham gia

- [[Viết: thi hình thức nào, nộp bài ở đâu, hạn cuối ngày nào]]

## Giải thưởng, kết quả

[[Viết: các giải; nếu đã thi xong: bao nhiêu bài, ai đoạt giải]]

## Hỏi ở đâu

[[Viết: người phụ trách, số điện thoại]]
""",
        HinhThuc.CUOC_THI,
        (),
        ("ngay_su_kien",),
    ),
)
"""Known by the words of a title; the one said first wins."""

NEWS_BODY = """
[[Viết: việc gì, ngày nào, ở đâu, ai làm]]

[[Viết: kết quả ra sao, có con số nào]]

[[Viết: tiếp theo là gì; người đọc cần làm gì, hỏi ai]]
"""

ANSWER = """
[[Viết: cảm ơn người gửi; nói lại ngắn gọn điều họ phản ánh]]

[[Viết: nhà trường đã xem xét thế nào, đúng hay chưa đúng ở điểm nào, theo quy định nào]]

[[Viết: đã làm gì hoặc sẽ làm gì, từ ngày nào, ai làm]]

[[Viết: chưa rõ thì hỏi ai, số điện thoại]]
"""

_KINDS = {LoaiTin.CLIP: ("clip",), LoaiTin.SU_KIEN: ("ngày hội",)}
_FORMS = {
    HinhThuc.HOP_CMHS: ("họp cha mẹ",),
    HinhThuc.CUOC_THI: ("hội thi",),
    HinhThuc.TOA_DAM: ("đối thoại",),
    HinhThuc.NGOAI_KHOA: ("ngoại khóa",),
}
_AUDIENCES = {DoiTuong.CHA_ME: ("cha mẹ",), DoiTuong.CAN_BO: ("hội đồng sư phạm", "viên chức", "giao ban")}
_REPORTS = (
    (LoaiPhanAnh.HANH_VI, ("thái độ", "nhũng nhiễu", "phiền hà", "gây khó", "cáu gắt", "vòi vĩnh")),
    (LoaiPhanAnh.DE_XUAT, ("đề xuất", "sáng kiến", "mong muốn")),
    (LoaiPhanAnh.HOI_DAP, ("hỏi", "bao giờ", "khi nào", "lúc nào", "mấy giờ", "ở đâu", "thế nào", "được không")),
    (LoaiPhanAnh.QUY_DINH_HANH_CHINH, ("quy định", "quy chế", "nội quy", "văn bản")),
    (LoaiPhanAnh.THU_TUC, ("thủ tục", "hồ sơ", "giấy tờ", "giấy xác nhận", "phòng tiếp nhận", "một cửa", "đơn")),
    (LoaiPhanAnh.DE_XUAT, ("đề nghị",)),
)
"""Kinds of reports by their words, the most telling kind first."""


def recognise(heard: Heard, *, of_procedure: bool) -> Model | None:
    """The recurring kind a title speaks of, the one said first; None for any other news.

    `of_procedure`: the title gives the code of a procedure; then it is its notice, whatever else it says.
    """
    if of_procedure:
        return NOTICE
    models = (*MODELS, NOTICE) if heard.says("thủ tục", "TTHC") else MODELS
    said = [(place, order, model) for order, model in enumerate(models) if (place := _first(model, heard)) >= 0]
    return min(said)[2] if said else None


def _first(model: Model, heard: Heard) -> int:
    return min((place for phrase in model.says if (place := heard.place(phrase)) >= 0), default=-1)


def news_fields(heard: Heard, model: Model | None) -> Mapping[str, tuple[str, ...]]:
    """`loai`, `hinh_thuc` and `doi_tuong` as far as the title and its kind tell; what they do not is left out."""
    kinds = (model.loai,) if model else named([one for one in LoaiTin if one is not LoaiTin.TIN], heard, _KINDS)[:1]
    forms = named(HinhThuc, heard, _FORMS) or ((model.hinh_thuc,) if model and model.hinh_thuc else ())
    # “Tổ chức” is a verb in most titles.
    people = [one for one in DoiTuong if one is not DoiTuong.TO_CHUC]
    audience = named(people, heard, _AUDIENCES) or (model.doi_tuong if model else ())
    told = {"loai": kinds, "hinh_thuc": forms, "doi_tuong": audience}
    return MappingProxyType({field: tuple(one.value for one in values) for field, values in told.items() if values})


def kind_of_report(heard: Heard, text: str) -> LoaiPhanAnh | None:
    """Kind of a citizen's report by its words; a question where it ends as one."""
    found = next((kind for kind, phrases in _REPORTS if heard.says(*phrases)), None)
    return LoaiPhanAnh.HOI_DAP if text.rstrip().endswith("?") and found is not LoaiPhanAnh.HANH_VI else found
