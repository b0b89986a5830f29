"""Words that speak for each of the seven reform fields (requirements 107–113), as schools write them."""

from collections.abc import Mapping
from types import MappingProxyType

from cchc.model.vocabulary import LinhVuc

FIELD_WORDS: Mapping[LinhVuc, tuple[str, ...]] = MappingProxyType(
    {
        LinhVuc.CHI_DAO_DIEU_HANH: (
            *("chỉ đạo", "điều hành", "ban chỉ đạo", "kế hoạch", "tuyên truyền", "giao ban", "sơ kết", "tổng kết"),
            *("báo cáo kết quả", "kiểm tra", "giám sát", "đôn đốc", "tiến độ", "khảo sát", "hài lòng", "chỉ số"),
            *("PAR INDEX", "SIPAS", "thi đua", "phân công", "chủ đề năm", "kiểm điểm", "đoàn kiểm tra"),
        ),
        LinhVuc.THE_CHE: (
            *("thể chế", "quy chế", "quy định", "nội quy", "văn bản quy phạm pháp luật", "pháp luật", "luật"),
            *("dự thảo", "góp ý", "lấy ý kiến", "rà soát văn bản", "quy tắc", "phổ biến pháp luật", "ban hành"),
        ),
        LinhVuc.THU_TUC_HANH_CHINH: (
            *("thủ tục", "thủ tục hành chính", "TTHC", "một cửa", "một cửa liên thông", "hồ sơ", "giấy tờ"),
            *("nộp hồ sơ", "tiếp nhận", "phòng tiếp nhận", "trả kết quả", "đơn", "giấy xác nhận", "niêm yết"),
            *("chuyển trường", "học bạ", "văn bằng", "tuyển sinh", "hẹn trả", "thời hạn giải quyết", "quầy"),
        ),
        LinhVuc.TO_CHUC_BO_MAY: (
            *("bộ máy", "tổ chức bộ máy", "sáp nhập", "sắp xếp", "tinh gọn", "tinh giản biên chế", "biên chế"),
            *("giải thể", "thành lập tổ", "kiện toàn", "cơ cấu tổ chức", "phân cấp", "bàn giao", "trực thuộc"),
            *("vị trí việc làm", "chức năng nhiệm vụ", "hai cấp", "chính quyền địa phương hai cấp"),
        ),
        LinhVuc.CHE_DO_CONG_VU: (
            *("công vụ", "công chức", "viên chức", "kỷ luật kỷ cương", "kỷ cương", "quy tắc ứng xử", "văn hóa công sở"),
            *("đạo đức công vụ", "thái độ phục vụ", "phục vụ", "tập huấn", "bồi dưỡng", "đào tạo", "tuyển dụng"),
            *("bổ nhiệm", "đánh giá xếp loại", "khen thưởng", "gương", "điển hình", "tận tình", "nhũng nhiễu"),
            *("giáo viên", "sổ sách"),
        ),
        LinhVuc.TAI_CHINH_CONG: (
            *("tài chính", "tài chính công", "ngân sách", "dự toán", "quyết toán", "thu chi", "thu, chi", "học phí"),
            *("kinh phí", "tự chủ", "tài sản công", "mua sắm", "kiểm toán", "tiết kiệm", "chống lãng phí", "khoản thu"),
            *("không dùng tiền mặt", "công khai tài chính", "công khai"),
        ),
        LinhVuc.CHINH_QUYEN_SO: (
            *("chính quyền số", "chính quyền điện tử", "chuyển đổi số", "số hóa", "chữ ký số", "ký số", "dữ liệu"),
            *("dữ liệu cá nhân", "trực tuyến", "dịch vụ công trực tuyến", "dịch vụ công", "học bạ số", "phần mềm"),
            *("mã QR", "VNeID", "định danh điện tử", "công nghệ thông tin", "an toàn thông tin", "hiện đại hóa"),
            *("không giấy", "ứng dụng", "trang thông tin điện tử", "cổng thông tin", "trí tuệ nhân tạo"),
        ),
    }
)
"""A phrase of more words speaks louder: `likely_fields` counts its words."""
