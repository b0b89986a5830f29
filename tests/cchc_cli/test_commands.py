"""The commands as people run them: what is printed, what is written, which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.command import NOW, run
from tests.school import School

from cchc_cli.__main__ import main, parser


def test_a_build_publishes_every_unit_and_a_second_one_touches_nothing(folder: Path, school: School, capsys) -> None:
    school.news()

    assert run(folder, "build") == 0
    page = folder / "site/truong/tin-tuc/2026/tin/index.html"
    before = page.stat().st_mtime_ns
    assert "Một tin" in page.read_text(encoding="utf-8")
    assert run(folder, "build") == 0

    assert page.stat().st_mtime_ns == before
    assert "truong: không có gì đổi" in capsys.readouterr().out


def test_a_refused_unit_keeps_its_old_section_and_the_others_build(folder: Path, school: School, capsys) -> None:
    school.unit("don-vi/a")
    school.unit("don-vi/b")
    school.news(folder="don-vi/a")
    assert run(folder, "build") == 0
    old = (folder / "site/a/index.html").read_bytes()
    school.news("hong", folder="don-vi/a", ngay="32/13/2026")
    school.news("moi", folder="don-vi/b", tieu_de="Tin của b")

    code = run(folder, "build")

    said = capsys.readouterr()
    assert code == 3
    assert "content/don-vi/a/tin-tuc/2026/hong.md:3: `ngay`: “32/13/2026” không phải là ngày có thật" in said.err
    assert "→ Cách sửa: ghi ngày trước tháng sau" in said.err
    assert "a: GIỮ chuyên mục cũ (dựng hôm nay)." in said.err
    assert "1/3 đơn vị chưa dựng được" in said.err
    assert (folder / "site/a/index.html").read_bytes() == old
    assert "Tin của b" in (folder / "site/b/index.html").read_text(encoding="utf-8")


def test_an_error_in_what_all_inherit_stops_all_below(folder: Path, school: School, capsys) -> None:
    school.unit("don-vi/a")
    school.procedure(cap="không rõ ở đâu")

    assert run(folder, "build") == 1

    said = capsys.readouterr().err
    assert "truong: CHƯA CÓ chuyên mục nào được đăng." in said
    assert "a: CHƯA CÓ chuyên mục nào được đăng." in said
    assert not (folder / "site/a").exists()


def test_only_the_units_named_are_built(folder: Path, school: School) -> None:
    school.unit("don-vi/a")

    assert run(folder, "build", "a") == 0

    assert (folder / "site/a/index.html").exists()
    assert not (folder / "site/truong").exists()


def test_the_output_folder_is_the_callers_and_the_default_is_the_projects(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(folder, "build", "-o", "ra/day") == 0

    assert (tmp_path / "ra/day/truong/index.html").exists()
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["build", "khong-co"], "Không có đơn vị “khong-co”; các đơn vị: truong."),
        (["build", "--now", "mai"], "“mai” không phải là ngày giờ"),
        (["new", "tin-tuc", "!!!", "--unit", "truong"], "Tiêu đề phải có ít nhất một chữ cái"),
        (["import", "x.md", "--unit", "khong-co"], "Ghi đơn vị bằng --unit"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_2(folder: Path, capsys, arguments: list[str], sentence: str) -> None:
    assert main(["-C", str(folder), *arguments]) == 2

    assert sentence in capsys.readouterr().err


def test_a_folder_without_content_is_said_clearly(tmp_path: Path, capsys) -> None:
    assert main(["-C", str(tmp_path), "check"]) == 2
    assert main(["-C", str(tmp_path / "khong-co"), "check"]) == 2

    said = capsys.readouterr().err
    assert "Không thấy thư mục" in said
    assert "Không có thư mục" in said


def test_an_unknown_option_or_command_is_refused_in_vietnamese(capsys) -> None:
    for arguments in (["build", "--nhanh"], ["xay"], [], ["new", "bao", "x"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "không hiểu: --nhanh" in said
    assert "không có “xay”" in said
    assert "thiếu: LỆNH" in said
    assert not {"error", "usage", "invalid", "required", "argument"} & set(said.replace(":", " ").split())


def test_help_speaks_vietnamese(capsys) -> None:
    for command in ("build", "check", "new", "import"):
        with pytest.raises(SystemExit):
            parser().parse_args([command, "--help"])
    said = capsys.readouterr().out
    assert not {"usage:", "options:", "positional", "show", "exit", "arguments:"} & set(said.split())
    assert said.count("cách dùng:") == 4


def test_check_prints_everything_sorted_and_counts(folder: Path, school: School, capsys) -> None:
    school.news("b", title="thừa")
    school.news("a", anh="khong-co.jpg")

    assert run(folder, "check") == 1

    said = capsys.readouterr().out
    assert said.index("tin-tuc/2026/a.md") < said.index("tin-tuc/2026/b.md")
    assert "2 lỗi" in said


def test_strict_makes_doubts_fail(folder: Path, school: School) -> None:
    school.news("a", video="https://vi.example/clip")

    assert run(folder, "check") == 0
    assert run(folder, "check", "--strict") == 1


def test_check_answers_programs_in_json(folder: Path, school: School, capsys) -> None:
    school.news("a", title="thừa")

    run(folder, "check", "--json")

    rows = json.loads(capsys.readouterr().out)
    unknown = next(row for row in rows if row["quy_tac"] == "truong-la")
    assert unknown["tep"] == "tin-tuc/2026/a.md"
    assert (unknown["dong"], unknown["muc_do"], unknown["tu_sua"]) == (5, "loi", True)


def test_fix_mends_what_is_sure_and_the_check_passes_after(folder: Path, school: School, capsys) -> None:
    school.file("tin-tuc/2026/a.md", "---\ntitle: Thông báo: họp\nngay: 5/11/2026\nlinh_vuc: the_che\n---\nBài.\n")
    school.file("don-vi.yml", "ma: truong\nten: Trường\nloai: truong\nurl: https://truong.example/cchc/\n")

    for _ in range(3):
        run(folder, "check", "--fix")
    assert run(folder, "check") == 0

    text = (school.root / "tin-tuc/2026/a.md").read_text(encoding="utf-8")
    assert text.startswith('---\nid: a\ntieu_de: "Thông báo: họp"\n')
    assert "dinh_danh: truong.example,2026" in (school.root / "don-vi.yml").read_text(encoding="utf-8")
    assert "đã sửa" in capsys.readouterr().err


def test_fix_leaves_a_file_in_another_encoding_alone(folder: Path, school: School) -> None:
    data = "---\ntitle: Khai giảng năm học\n---\n".encode("utf-16")
    school.file("tin-tuc/2026/a.md", data)

    run(folder, "check", "--fix")

    assert (school.root / "tin-tuc/2026/a.md").read_bytes() == data


@pytest.mark.parametrize("kind", ["tin-tuc", "thu-tuc", "ke-hoach", "van-ban", "phan-anh", "chi-so", "trang", "don-vi"])
def test_a_new_file_is_valid_a_draft_and_never_overwritten(folder: Path, capsys, kind: str) -> None:
    assert run(folder, "new", kind, 'Thử: một “cái” \\ #1 "mới"') == 0
    made = folder / capsys.readouterr().out.strip()
    assert made.is_file()

    assert run(folder, "check") == 0
    before = made.read_bytes()
    assert run(folder, "new", kind, 'Thử: một “cái” \\ #1 "mới"', "--unit", "truong") == 2
    assert made.read_bytes() == before
    assert kind == "don-vi" or b"nhap: true" in before


def test_a_second_writer_leaves_at_once(folder: Path, capsys) -> None:
    from cchc.publishing.output import Output

    with Output(folder / "site"):
        assert run(folder, "build") == 2

    assert "chờ xong rồi chạy lại" in capsys.readouterr().err


def test_mkdocs_alone_builds_the_root_unit_the_same(folder: Path, school: School) -> None:
    school.news()
    assert run(folder, "build") == 0
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"), "-d", "site2"]

    ended = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr
    assert _bytes(folder / "site2/truong") == _bytes(folder / "site/truong")


def _environment() -> dict[str, str]:
    import os

    plugins = str(Path(__file__).resolve().parents[2] / "plugins")
    return {**os.environ, "CCHC_NOW": NOW[1], "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": plugins}


def _bytes(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
