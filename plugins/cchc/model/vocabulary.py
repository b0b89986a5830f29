"""Closed vocabularies: enum values in the law's words, each with its Vietnamese label."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from cchc.model.fields import Choice
from cchc.vietnamese.phrases import Heard

ChoiceT = TypeVar("ChoiceT", bound=Choice)


class LinhVuc(Choice):
    """The seven reform fields (requirements 107–113; NQ 76/NQ-CP plus direction and administration)."""

    CHI_DAO_DIEU_HANH = "chi_dao_dieu_hanh", "Chỉ đạo, điều hành", "Công tác chỉ đạo, điều hành"
    THE_CHE = "the_che", "Cải cách thể chế", "Thể chế"
    THU_TUC_HANH_CHINH = "thu_tuc_hanh_chinh", "Cải cách thủ tục hành chính", "Thủ tục hành chính", "TTHC"
    TO_CHUC_BO_MAY = "to_chuc_bo_may", "Cải cách tổ chức bộ máy", "Tổ chức bộ máy"
    CHE_DO_CONG_VU = "che_do_cong_vu", "Cải cách chế độ công vụ", "Chế độ công vụ"
    TAI_CHINH_CONG = "tai_chinh_cong", "Cải cách tài chính công", "Tài chính công"
    CHINH_QUYEN_SO = (
        "chinh_quyen_so",
        "Chính quyền điện tử, chính quyền số",
        "Chính quyền số",
        "Hiện đại hóa hành chính",
    )


class LoaiDonVi(Choice):
    """Kinds of units (design §3); two-tier government since 01/7/2025."""

    SO = "so", "Sở Giáo dục và Đào tạo", "Sở"
    XA = "xa", "Xã, phường, đặc khu", "Xã", "Phường"
    TRUONG = "truong", "Trường học", "Trường"
    KHAC = "khac", "Đơn vị khác", "Khác"


class CapHoc(Choice):
    """School levels."""

    MAM_NON = "mam_non", "Mầm non"
    TIEU_HOC = "tieu_hoc", "Tiểu học"
    THCS = "thcs", "Trung học cơ sở"
    THPT = "thpt", "Trung học phổ thông"
    GDTX = "gdtx", "Giáo dục thường xuyên"


class PhamVi(Choice):
    """Who may read an item (requirement 178)."""

    CONG_KHAI = "cong_khai", "Công khai"
    NOI_BO = "noi_bo", "Nội bộ"


class LoaiTin(Choice):
    """Kinds of news (requirements 2, 14, 55, 141, 148, 156, 158, 169)."""

    TIN = "tin", "Tin"
    BAI = "bai", "Bài viết"
    GUONG_DIEN_HINH = "guong_dien_hinh", "Gương điển hình"
    SANG_KIEN = "sang_kien", "Sáng kiến, mô hình hay"
    CAU_CHUYEN = "cau_chuyen", "Câu chuyện cải cách hành chính"
    SU_KIEN = "su_kien", "Sự kiện"
    CUOC_THI = "cuoc_thi", "Cuộc thi"
    CLIP = "clip", "Video"
    TAP_HUAN = "tap_huan", "Tập huấn"
    KIEM_TRA = "kiem_tra", "Kiểm tra, giám sát"
    THONG_BAO = "thong_bao", "Thông báo"


class CapTin(Choice):
    """Whose reform a news item is about (requirement 4)."""

    TRUNG_UONG = "trung_uong", "Trung ương"
    TINH = "tinh", "Tỉnh, thành phố"
    XA = "xa", "Xã, phường"
    NGANH = "nganh", "Ngành Giáo dục"
    DON_VI = "don_vi", "Đơn vị"


class HinhThuc(Choice):
    """Forms of communication (requirements 137–153)."""

    WEBSITE = "website", "Cổng thông tin điện tử", "Website", "Trang thông tin điện tử"
    MANG_XA_HOI = "mang_xa_hoi", "Mạng xã hội", "Các trang mạng xã hội"
    FANPAGE = "fanpage", "Fanpage Facebook", "Fanpage", "Facebook"
    ZALO = "zalo", "Zalo"
    CLIP = "clip", "Clip, phóng sự", "Clip ngắn", "Phóng sự"
    BAO_CHI = (
        *("bao_chi", "Báo chí", "Phương tiện thông tin đại chúng"),
        *("Báo viết", "Báo điện tử", "Phát thanh", "Truyền hình"),
    )
    BAN_TIN = "ban_tin", "Bản tin nhà trường"
    BANG_TIN = "bang_tin", "Bảng tin, niêm yết", "Bảng tin", "Bảng thông báo", "Niêm yết"
    TO_ROI = "to_roi", "Tờ rơi, tờ gấp", "Tờ rơi", "Tờ gấp"
    PA_NO = "pa_no", "Pa nô, áp phích, khẩu hiệu", "Pa nô", "Áp phích", "Khẩu hiệu"
    SAN_KHAU_HOA = "san_khau_hoa", "Sân khấu hóa"
    CUOC_THI = "cuoc_thi", "Cuộc thi", "Hội thi"
    HOI_NGHI = "hoi_nghi", "Hội nghị, hội thảo", "Hội nghị", "Hội thảo"
    TAP_HUAN = "tap_huan", "Tập huấn, chuyên đề", "Tập huấn"
    TOA_DAM = "toa_dam", "Tọa đàm, đối thoại", "Tọa đàm"
    HOP_CMHS = "hop_cmhs", "Họp cha mẹ học sinh", "Họp cha mẹ", "Họp phụ huynh"
    HOP_NOI_BO = (
        *("hop_noi_bo", "Họp, sinh hoạt nội bộ", "Họp cơ quan", "Giao ban", "Ngày pháp luật"),
        *("Sinh hoạt chi bộ", "Chi đoàn", "Sinh hoạt chuyên môn"),
    )
    CHAO_CO = "chao_co", "Chào cờ, sinh hoạt lớp", "Chào cờ"
    NGOAI_KHOA = "ngoai_khoa", "Hoạt động ngoại khóa", "Ngoại khóa"
    THU_CONG_VU = "thu_cong_vu", "Thư công vụ, phần mềm quản lý văn bản", "Thư điện tử công vụ"


class DoiTuong(Choice):
    """Audiences (requirements 89, 179)."""

    CAN_BO = "can_bo", "Cán bộ, giáo viên, nhân viên", "Giáo viên"
    HOC_SINH = "hoc_sinh", "Học sinh, người học", "Học sinh"
    CHA_ME = "cha_me", "Cha mẹ học sinh", "Phụ huynh"
    NGUOI_DAN = "nguoi_dan", "Người dân"
    TO_CHUC = "to_chuc", "Tổ chức, doanh nghiệp", "Doanh nghiệp"


class CapThucHien(Choice):
    """Levels at which a procedure is carried out."""

    BO = "bo", "Cấp bộ", "Cấp bộ/ngành", "Bộ"
    TINH = "tinh", "Cấp tỉnh"
    XA = "xa", "Cấp xã"
    CO_SO = "co_so", "Cơ sở giáo dục", "Trường"
    KHAC = "khac", "Cơ quan khác"
    CHUA_RO = "chua_ro", "Chưa rõ"


class TrucTuyen(Choice):
    """Online levels (NĐ 224/2026 Điều 14); old “mức độ 3, 4” live in `muc_do_cu`."""

    TOAN_TRINH = "toan_trinh", "Trực tuyến toàn trình", "Toàn trình"
    MOT_PHAN = "mot_phan", "Trực tuyến một phần", "Một phần"
    CHI_THONG_TIN = "chi_thong_tin", "Chỉ cung cấp thông tin"
    KHONG = "khong", "Không trực tuyến"
    CHUA_RO = "chua_ro", "Chưa rõ"


class CoKhong(Choice):
    """A fact that may be unknown: “không” and “chưa rõ” are two values."""

    CO = "co", "Có", "true", "yes"
    KHONG = "khong", "Không", "false", "no"
    CHUA_RO = "chua_ro", "Chưa rõ"


class MotCua(Choice):
    """One-stop mechanism (NĐ 118/2025)."""

    MOT_CUA = "mot_cua", "Một cửa", "co", "true"
    LIEN_THONG = "lien_thong", "Một cửa liên thông"
    KHONG = "khong", "Không", "false"
    CHUA_RO = "chua_ro", "Chưa rõ"


class TrangThaiThuTuc(Choice):
    """State of a procedure as announced (NĐ 63/2010 Điều 15)."""

    HIEU_LUC = "hieu_luc", "Đang có hiệu lực", "Hiệu lực"
    SAP_HIEU_LUC = "sap_hieu_luc", "Sắp có hiệu lực"
    SUA_DOI = "sua_doi", "Được sửa đổi, bổ sung", "Sửa đổi"
    BI_THAY_THE = "bi_thay_the", "Bị thay thế"
    BAI_BO = "bai_bo", "Bị bãi bỏ", "Bãi bỏ"


class QuyenKy(Choice):
    """Signing authority before the title (NĐ 30/2020, Phụ lục I)."""

    TM = "TM.", "Thay mặt", "TM"
    Q = "Q.", "Quyền", "Q"
    KT = "KT.", "Ký thay", "KT"
    TL = "TL.", "Thừa lệnh", "TL"
    TUQ = "TUQ.", "Thừa ủy quyền", "TUQ"


class LoaiVanBan(Choice):
    """Kinds of documents: Điều 7 NĐ 30/2020, legal documents, Party documents."""

    LUAT = "luat", "Luật"
    NGHI_DINH = "nghi_dinh", "Nghị định"
    NGHI_QUYET = "nghi_quyet", "Nghị quyết"
    QUYET_DINH = "quyet_dinh", "Quyết định"
    CHI_THI = "chi_thi", "Chỉ thị"
    THONG_TU = "thong_tu", "Thông tư"
    QUY_CHE = "quy_che", "Quy chế"
    QUY_DINH = "quy_dinh", "Quy định"
    THONG_BAO = "thong_bao", "Thông báo"
    HUONG_DAN = "huong_dan", "Hướng dẫn"
    CHUONG_TRINH = "chuong_trinh", "Chương trình", "Chương trình hành động"
    KE_HOACH = "ke_hoach", "Kế hoạch"
    PHUONG_AN = "phuong_an", "Phương án"
    DE_AN = "de_an", "Đề án"
    DU_AN = "du_an", "Dự án"
    BAO_CAO = "bao_cao", "Báo cáo"
    BIEN_BAN = "bien_ban", "Biên bản"
    TO_TRINH = "to_trinh", "Tờ trình"
    CONG_VAN = "cong_van", "Công văn"
    CONG_DIEN = "cong_dien", "Công điện"
    GIAY_MOI = "giay_moi", "Giấy mời"
    TAI_LIEU = "tai_lieu", "Tài liệu"
    KHAC = "khac", "Văn bản khác", "Khác"


class TrangThaiVanBan(Choice):
    """State of a document on a day, computed."""

    LAY_Y_KIEN = "lay_y_kien", "Đang lấy ý kiến"
    CHUA_HIEU_LUC = "chua_hieu_luc", "Chưa có hiệu lực"
    CON_HIEU_LUC = "con_hieu_luc", "Còn hiệu lực"
    BI_THAY_THE = "bi_thay_the", "Đã bị thay thế"
    HET_HIEU_LUC = "het_hieu_luc", "Hết hiệu lực"
    CHUA_RO = "chua_ro", "Chưa rõ hiệu lực"


class LoaiPhanAnh(Choice):
    """Kinds of feedback (requirement 71; NĐ 20/2008)."""

    QUY_DINH_HANH_CHINH = "quy_dinh_hanh_chinh", "Về quy định hành chính"
    HANH_VI = "hanh_vi", "Về thái độ, hành vi phục vụ", "Nhũng nhiễu, phiền hà"
    THU_TUC = "thu_tuc", "Góp ý về thủ tục hành chính", "Góp ý thủ tục"
    DE_XUAT = "de_xuat", "Đề xuất, sáng kiến", "Đề xuất"
    HOI_DAP = "hoi_dap", "Hỏi đáp", "Câu hỏi"
    KHAC = "khac", "Khác"


class TrangThaiNhiemVu(Choice):
    """State of a plan's task on a day, computed (requirement 87)."""

    CHUA_DEN_HAN = "chua_den_han", "Chưa đến hạn"
    DANG_THUC_HIEN = "dang_thuc_hien", "Đang thực hiện"
    DA_CO_MINH_CHUNG = "da_co_minh_chung", "Đã có minh chứng"
    HOAN_THANH = "hoan_thanh", "Hoàn thành"
    KHONG_PHAT_SINH = "khong_phat_sinh", "Không phát sinh"
    CHAM = "cham", "Chậm"


class TrangThaiPhanAnh(Choice):
    """State of a reply on a day, computed."""

    DANG_XU_LY = "dang_xu_ly", "Đang xử lý"
    DA_TRA_LOI = "da_tra_loi", "Đã trả lời"
    QUA_HAN = "qua_han", "Quá hạn"


class KieuTrienKhai(Choice):
    """Deploy targets (design §8)."""

    THU_MUC = "thu_muc", "Thư mục"
    RSYNC = "rsync", "rsync"
    SFTP = "sftp", "SFTP"
    FTP = "ftp", "FTP"
    FTPS = "ftps", "FTPS"
    GIT = "git", "Nhánh git"
    ZIP = "zip", "Tệp zip"


def named(
    kind: Iterable[ChoiceT], heard: Heard, also: Mapping[ChoiceT, tuple[str, ...]] | None = None
) -> tuple[ChoiceT, ...]:
    """Values of a vocabulary a text names, first said first. “Cha mẹ học sinh” names no pupils: longest first."""
    spoken = [
        (phrase, one) for one in kind for phrase in (*one.label.split(", "), *one.also, *(also or {}).get(one, ()))
    ]
    places: dict[ChoiceT, int] = {}
    for phrase, one in sorted(spoken, key=lambda pair: (-len(pair[0]), pair[0])):
        place = heard.place(phrase)
        if place >= 0:
            places[one] = min(place, places.get(one, place))
            heard = heard.without(phrase)
    return tuple(sorted(places, key=lambda one: (places[one], one.value)))
