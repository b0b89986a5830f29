"""Duties 126–136: reports, made of what the section holds."""

import json

from tests.requirements.runner import BELOW, OFFICE, Year, cut, duty, gone

PLAN = f"{BELOW}/ke-hoach/cai-thien-chi-so.md"
NEWS = f"{BELOW}/tin-tuc/2026"


def test_it_is_served_and_not_without_its_item(duty, whole, tmp_path):
    duty.prove(whole, tmp_path)


def task(year: Year, number: str) -> dict[str, object]:
    """A task of the plan that is to raise the index."""
    found = json.loads(year.report("--tasks", "--json"))
    return next((one for one in found if one["ke_hoach"] == "41/KH-THCS" and one["tt"] == number), {})


@duty(126, without=gone(f"{NEWS}/11-sang-kien.md"))
def a_quarter_and_the_year_are_reported_month_by_month(year: Year) -> None:
    quarter = year.report("--period", "2026-Q4")
    assert quarter.startswith("# Báo cáo công tác cải cách hành chính quý IV năm 2026\n")
    assert "| Tháng 10/2026 | 6 |\n| Tháng 11/2026 | 4 |\n\n" in quarter
    whole = year.report("--period", "2026")
    assert whole.startswith("# Báo cáo công tác cải cách hành chính năm 2026\n")
    assert "| Tháng 10/2026 | 6 |\n| Tháng 11/2026 | 4 |\n\n" in whole


@duty(127, without=cut(f"{NEWS}/10-ban-tin-so-3.md", "hinh_thuc: [ban_tin, to_roi]"))
def half_a_year_of_communication_is_reported_by_form(year: Year) -> None:
    half = year.report("--period", "2026-H2")
    assert half.startswith("# Báo cáo công tác cải cách hành chính 6 tháng cuối năm 2026\n")
    forms = half.partition("### Theo hình thức")[2].partition("\n## ")[0]
    assert "| Bản tin nhà trường | 1 |" in forms
    assert "| Tờ rơi, tờ gấp | 1 |" in forms


@duty(
    128,
    without=cut(
        PLAN, "| 4 | Báo cáo kết quả 6 tháng về UBND phường | Văn bản | Phòng Văn thư | Trước ngày 15/06/2026 |"
    ),
)
def a_report_that_is_due_is_called_for_and_its_figures_are_there(year: Year) -> None:
    assert "Nhiệm vụ 4 (Trước ngày 15/06/2026) đã đến hạn mà thiếu minh chứng." in year.check()
    assert task(year, "5")["cac_dot"] == [["2026-03-02", "2026-12-15"]]
    told = year.report("--period", "2026-Q4")
    for figures in ("Theo lĩnh vực", "Theo hình thức", "Theo tháng", "Theo cấp thực hiện"):
        assert f"\n### {figures}\n" in told
    assert "thủ tục đang áp dụng, công khai trên chuyên mục.\n" in told
    assert " phản ánh, kiến nghị: đã trả lời " in told


@duty(129, without=cut(f"{NEWS}/11-so-ket.md", "minh_chung: 41/KH-THCS#2"))
def how_far_an_assigned_task_has_come_can_be_told_on_any_day(year: Year) -> None:
    found = task(year, "2")
    assert found["trang_thai"] == "da_co_minh_chung"
    assert [one["dia_chi"].rpartition("/cchc/")[2] for one in found["minh_chung"]] == ["tin-tuc/2026/so-ket/"]
    row = next(
        line for line in year.report("--period", "2026-Q4").splitlines() if line.startswith("| 41/KH-THCS | 2 |")
    )
    assert row.endswith("| Tháng 11/2026 | Đã có minh chứng | 1 |")


@duty(130, without=gone(f"{BELOW}/trang/bao-cao-2026-q4.md"))
def difficulties_and_proposals_close_the_report_and_stay_off_the_site(year: Year) -> None:
    told = year.report("--period", "2026-Q4")
    assert "\n## 6. Khó khăn, vướng mắc\n\nMáy quét của Phòng Văn thư hỏng từ tháng 10" in told
    assert "\n## 7. Đề xuất\n\nĐề nghị UBND phường cho dùng chung máy quét" in told
    assert [address for address in year.pages() if "Máy quét" in year.page(address)] == []


@duty(131, without=cut(f"{BELOW}/van-ban/64-bc-thcs.md", "loai: bao_cao", "loai: khac"))
def reports_on_one_subject_stand_among_the_reports(year: Year) -> None:
    reports = year.found("van-ban/loc/loai/bao-cao/", "//li[@class='cc-doc']")
    assert any("Báo cáo chuyên đề thực hiện tự chủ tài chính năm 2026" in one for one in reports)
    assert "Cải cách tài chính công" in year.words("van-ban/64-bc-thcs/")


@duty(132, without=gone(f"{NEWS}/11-sang-kien.md"))
def models_and_initiatives_are_listed_for_those_above(year: Year) -> None:
    told = year.report("--period", "2026-Q4").partition(". Gương điển hình, sáng kiến\n")[2]
    assert "| Sáng kiến, mô hình hay | Sáng kiến: tờ hẹn có mã để cha mẹ tự tra | 17/11/2026 |" in told


@duty(133, without=cut(f"{BELOW}/van-ban/71-bc-thcs.md", "loai: bao_cao", "loai: khac"))
def after_an_inspection_comes_a_report_to_which_its_news_leads(year: Year) -> None:
    assert "../../../van-ban/71-bc-thcs/" in year.found("tin-tuc/2026/kiem-tra/", "//article//a/@href")
    assert "Báo cáo số 71/BC-THCS ngày 13/11/2026" in year.words("van-ban/71-bc-thcs/")
    reports = year.found("van-ban/loc/loai/bao-cao/", "//li[@class='cc-doc']")
    assert any("Kết quả khắc phục sau đợt kiểm tra" in one for one in reports)


@duty(134, without=cut(f"{NEWS}/11-kiem-tra.md", "loai: kiem_tra"))
def what_inspections_found_has_a_list_of_its_own(year: Year) -> None:
    assert "tin-tuc/loai/kiem-tra/" in year.pages()
    listed = year.words("tin-tuc/loai/kiem-tra/", "//ul[contains(@class, 'cc-list')]")
    assert "UBND phường kiểm tra cải cách hành chính tại trường" in listed


@duty(135, without=cut(f"{NEWS}/11-so-ket.md", "the: Sơ kết"))
def reviews_of_pilots_are_kept_together(year: Year) -> None:
    listed = year.words("tin-tuc/the/so-ket/", "//ul[contains(@class, 'cc-list')]")
    assert "Sơ kết ba tháng thí điểm nhận hồ sơ chiều muộn" in listed


@duty(136, without=cut("don-vi.yml", "bang_cong_khai: true"))
def the_office_sees_its_units_month_by_month_with_what_is_late(year: Year) -> None:
    [row] = [line for line in year.report("--board", ma=OFFICE).splitlines() if line.startswith("| Trường THCS")]
    assert row.split(" | ")[10:12] == ["6", "4"]
    shown = year.words("don-vi/bang/", "//tbody/tr[.//a[.='Trường THCS Bằng Lăng']]", OFFICE)
    assert "mới nhất 17/11/2026" in shown
    assert "nhiệm vụ chậm" in shown
