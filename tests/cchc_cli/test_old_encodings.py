"""`check --fix` and old encodings: shown before and after, converted only where a person says so."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cchc.checking.mistakes import news
from tests.cchc.vietnamese.old_encodings import tcvn3, vni
from tests.command import NOW, run
from tests.school import School, at

from cchc_cli import old_encodings
from cchc_cli.check import check
from cchc_cli.old_encodings import terminal
from cchc_cli.project import project_at

TIN = "tin-tuc/2026/tin.md"
TEXT = news(body="Sáng nay thầy cô và các em học sinh dự lễ khai giảng.")
OLD = tcvn3(TEXT).encode("cp1252")


class Person:
    """Answers one question after the other, and remembers how often there was one."""

    def __init__(self, *answers: str) -> None:
        self.answers = [*answers]
        self.asked = 0

    def __call__(self, question: str) -> str:
        assert question == "Đổi tệp này sang Unicode? [c/k]"
        self.asked += 1
        return self.answers.pop(0)


def fix(folder: Path, ask: Callable[[str], str], *units: str, as_data: bool = False) -> int:
    return check(project_at(str(folder)), [*units], at(NOW[1]), fix=True, strict=False, as_data=as_data, ask=ask)


def test_a_person_sees_before_and_after_and_agrees(folder: Path, school: School, capsys) -> None:
    school.file(TIN, OLD)

    assert fix(folder, Person("c")) == 0

    said = capsys.readouterr()
    assert f"content/{TIN}: bảng mã có vẻ là TCVN3 (ABC).\n" in said.err
    assert "  dòng 7, trước: S¸ng nay thÇy c« vµ c¸c em" in said.err
    assert "  dòng 7, sau:   Sáng nay thầy cô và các em" in said.err
    assert f"content/{TIN}: đã đổi sang Unicode; bản cũ là content/{TIN}.ban-goc" in said.err
    assert "bang-ma" not in said.out
    assert (school.root / TIN).read_text("utf-8") == TEXT
    assert (school.root / f"{TIN}.ban-goc").read_bytes() == OLD
    assert fix(folder, Person()) == 0


@pytest.mark.parametrize("answer", ["k", "", "có", "y"])
def test_any_other_answer_leaves_the_file_alone_and_asks_once(folder: Path, school: School, answer: str) -> None:
    school.file(TIN, OLD)
    person = Person(answer)

    assert fix(folder, person) == 1

    assert person.asked == 1
    assert (school.root / TIN).read_bytes() == OLD
    assert [one.name for one in (school.root / TIN).parent.iterdir()] == ["tin.md"]


def test_each_file_is_asked_for_and_the_same_run_mends_the_rest(folder: Path, school: School, capsys) -> None:
    school.file(TIN, tcvn3(TEXT.replace("linh_vuc:", "linhvuc:")).encode())
    school.file("tin-tuc/2026/a.md", vni(TEXT.replace("id: tin\n", "")).encode())
    school.file("tin-tuc/2026/b.md", TEXT.replace("id: tin\n", "").encode("utf-16"))

    assert fix(folder, Person("k", "c", "c")) == 1

    said = capsys.readouterr()
    assert (school.root / TIN).read_text("utf-8") == TEXT
    assert (school.root / "tin-tuc/2026/b.md").read_text("utf-8") == TEXT.replace("id: tin", "id: b")
    assert "bang-ma" in school.rules(at(NOW[1]))
    assert f"content/{TIN}: đã sửa 1 chỗ" in said.err
    assert said.out.count("bảng mã cũ (VNI)") == said.out.count("cchc check --fix") == 1


def test_utf_16_that_holds_an_old_font_is_offered_twice_and_both_originals_stay(folder: Path, school: School) -> None:
    school.file(TIN, tcvn3(TEXT).encode("utf-16"))
    person = Person("c", "c")

    assert fix(folder, person) == 0

    assert person.asked == 2
    assert (school.root / TIN).read_text("utf-8") == TEXT
    assert (school.root / f"{TIN}.ban-goc").read_bytes() == tcvn3(TEXT).encode("utf-16")
    assert (school.root / f"{TIN}.ban-goc-2").read_bytes() == tcvn3(TEXT).encode()


def test_only_the_old_lines_of_a_mixed_file_change(folder: Path, school: School, capsys) -> None:
    lines = [f"Dòng {number}, thầy cô dự lễ khai giảng" for number in range(6)]
    long = "Chữ mới, " * 30
    school.file(TIN, TEXT + "\n\n" + "\n".join([long + vni(lines[0]), *map(vni, lines[1:])]))

    assert fix(folder, Person("c")) == 0

    assert (school.root / TIN).read_text("utf-8") == TEXT + "\n\n" + "\n".join([long + lines[0], *lines[1:]])
    said = capsys.readouterr().err
    assert "trước: …" in said
    assert "Doøng 0, thaày coâ" in said
    assert "… và 3 dòng nữa" in said


def test_the_file_of_a_unit_is_converted_and_the_unit_bears_its_own_id_at_once(folder: Path, school: School) -> None:
    unit = (school.root / "don-vi.yml").read_text("utf-8").replace("Trường truong", "Trường Trung học cơ sở Sông Đào")
    school.file("don-vi.yml", tcvn3(unit).encode("cp1252"))
    school.file(TIN, TEXT.replace("id: tin\n", ""))

    assert fix(folder, Person("c")) == 0

    assert "Trường Trung học cơ sở Sông Đào" in (school.root / "don-vi.yml").read_text("utf-8")
    assert "id: tin" in (school.root / TIN).read_text("utf-8")


def test_a_unit_that_was_not_named_is_not_asked_for(folder: Path, school: School) -> None:
    school.unit("don-vi/a")
    school.file(f"don-vi/a/{TIN}", OLD)
    person = Person()

    assert fix(folder, person, "truong") == 0

    assert person.asked == 0


def test_answers_for_programs_stay_on_their_own(folder: Path, school: School, capsys) -> None:
    school.file(TIN, OLD)

    assert fix(folder, Person("k"), as_data=True) == 1

    [row] = [row for row in json.loads(capsys.readouterr().out) if row["quy_tac"] == "bang-ma"]
    assert row["tu_sua"] is False


def test_what_cannot_be_brought_back_is_said_and_control_characters_are_not_shown(
    folder: Path, school: School, capsys
) -> None:
    shown = "Sáng nay thầy cô và các em học sinh dự lễ.\x1b[2J".encode().decode("cp1252", "replace")
    school.file(TIN, news(body=shown))

    fix(folder, Person("k"))

    said = capsys.readouterr().err
    assert "Lưu ý: 1 chỗ không đọc lại được" in said
    assert "\x1b" not in said


def test_a_file_that_changes_while_the_question_stands_is_left_alone(folder: Path, school: School, capsys) -> None:
    school.file(TIN, OLD)

    def edits_meanwhile(_: str) -> str:
        school.file(TIN, "vừa sửa")
        return "c"

    fix(folder, edits_meanwhile)

    assert "vừa bị sửa trong lúc chờ" in capsys.readouterr().err
    assert (school.root / TIN).read_text("utf-8") == "vừa sửa"
    assert not (school.root / f"{TIN}.ban-goc").exists()


def test_a_disk_that_is_full_leaves_the_file_as_it_was(
    folder: Path, school: School, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.file(TIN, OLD)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(old_encodings, "keep_beside", full)

    assert fix(folder, Person("c")) == 1

    assert "không đổi được (ổ đĩa đã đầy); tệp vẫn nguyên như cũ" in capsys.readouterr().err
    assert (school.root / TIN).read_bytes() == OLD


def test_without_a_terminal_nothing_is_converted_and_how_to_is_said(folder: Path, school: School, capsys) -> None:
    school.file(TIN, OLD)
    school.file("tin-tuc/2026/hong.md", TEXT.encode() + b"\xff")

    assert run(folder, "check", "--fix") == 1

    said = capsys.readouterr()
    assert "1 tệp chưa phải Unicode UTF-8 được giữ nguyên" in said.err
    assert "chạy: cchc check --fix" in said.err
    assert (school.root / TIN).read_bytes() == OLD
    assert run(folder, "check") == 1
    assert "được giữ nguyên" not in capsys.readouterr().err


def test_nobody_can_be_asked_where_there_is_no_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert terminal() is None
    monkeypatch.setattr(sys, "stdin", io.StringIO("c\n"))
    assert terminal() is None


@pytest.mark.needs("posix")
def test_the_command_asks_at_a_real_terminal(folder: Path, school: School) -> None:
    import pty

    school.file(TIN, OLD)
    school.file("tin-tuc/2026/xong.md", vni(TEXT.replace("id: tin", "id: xong")).encode())
    ours, theirs = pty.openpty()
    command = [sys.executable, "-P", "-m", "cchc_cli", "-C", str(folder), "check", "--fix", *NOW]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        seen = answered(ours, "[c/k]", b" C \n") + answered(ours, "[c/k]", b"\xff\n")
        out, _ = running.communicate(timeout=60)
    os.close(ours)

    assert "dòng 7, sau:   Sáng nay thầy cô" in seen
    assert "xong.md" in seen
    assert running.returncode == 1
    assert "xong.md:3" in out.decode()
    assert (school.root / TIN).read_text("utf-8") == TEXT
    assert "thaày" in (school.root / "tin-tuc/2026/xong.md").read_text("utf-8")


def answered(terminal: int, question: str, answer: bytes) -> str:
    """What stood on the terminal up to the question, which is then answered."""
    seen = b""
    while question not in seen.decode(errors="replace"):
        seen += os.read(terminal, 4096)
    os.write(terminal, answer)
    return seen.decode()
