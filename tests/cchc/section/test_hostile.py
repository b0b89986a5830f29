"""Every text field of every type filled with what an attacker would write; what is accepted stays text."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import feedparser
import lxml.etree
import lxml.html
import pytest
from pydantic import BaseModel
from tests.cchc.section.rich import build, files_in, new_project
from tests.school import PROCEDURE_BODY, School

from cchc.model.types import CONTENT_TYPES, author_fields
from cchc.model.unit import Unit
from cchc.reading.front_matter import FrontMatter
from cchc.reading.validation import validate

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "handler": '"><img src=x onerror=alert(1)>',
    "quote": "' onmouseover='alert(1)",
    "scheme": "javascript:alert(1)",
    "path": "../../etc/passwd",
    "template": "{{ 7301*13 }}{% raw %}",
    "cdata": "]]>",
    "end": "</script></title></textarea>",
    "comment": "<!-- --><style>*{}</style>",
}
BASE: Mapping[str, dict[str, Any]] = {
    "tin-tuc": {"tieu_de": "Tin", "ngay": "05/11/2026", "linh_vuc": ["the_che"]},
    "thu-tuc": {
        "ten": "Thủ tục",
        "linh_vuc_tthc": "Giáo dục",
        "cap": ["co_so"],
        "doi_tuong": ["Ai"],
        "co_quan": ["Trường"],
        "ngay_cap_nhat": "05/11/2026",
    },
    "ke-hoach": {"trich_yeu": "Kế hoạch", "nam": "2026", "ngay_ban_hanh": "05/11/2026"},
    "van-ban": {"loai": "luat", "trich_yeu": "Luật", "co_quan_ban_hanh": "Nước", "ngay_ban_hanh": "05/11/2026"},
    "phan-anh": {"noi_dung": "Hỏi", "ngay_nhan": "01/11/2026", "ngay_tra_loi": "05/11/2026"},
    "chi-so": {
        "ten": "Chỉ số",
        "nguon_cong_bo": "Bộ",
        "so_lieu": [{"nam": "2025", "hang": "1", "ngay_cong_bo": "01/02/2026"}],
    },
    "trang": {"tieu_de": "Trang", "ngay_cap_nhat": "05/11/2026"},
}
NEVER_TEXT = {
    "id", "ngay", "ngay_cap_nhat", "dang_tu", "het_han", "nhap", "pham_vi", "cap_hoc", "linh_vuc", "loai", "url_dvc",
    "url_phan_anh", "nguon_url", "cap", "nam", "nam_hoc", "truc_tuyen", "ghi_de", "ngay_nhan", "muc_do_cu", "thu_tu",
}  # fmt: skip
REFERENCES = {"minh_chung", "thay_bang", "tep", "anh", "video", "tep_ky", "logo", "dia_chi_cu"}
"""Names of other things: what nobody bears is refused by the check of the whole tree."""


def accepted(kind: type[Any], name: str, base: dict[str, Any], attack: str) -> Any:
    """The value that carries the attack in a field, in whatever form the model takes it; None where it takes none."""
    inner = next(
        (
            part
            for part in _parts(kind.model_fields[name].annotation)
            if isinstance(part, type) and issubclass(part, BaseModel)
        ),
        None,
    )
    ways: list[Any] = [attack, [attack]]
    if inner is not None:
        whole: dict[str, Any] = {}
        for key in inner.model_fields:
            whole |= {key: attack} if _takes(kind, name, base, {**SAMPLE.get(name, {}), key: attack}, inner) else {}
        ways = [{**SAMPLE.get(name, {}), **whole}, [{**SAMPLE.get(name, {}), **whole}]] if whole else []
    return next((way for way in ways if _valid(kind, {**base, name: way})), None)


SAMPLE: Mapping[str, dict[str, Any]] = {
    "mot_cua": {"dia_chi": "x"},
    "chu_de_nam": {"nam": "2026", "noi_dung": "x"},
    "ten_cu": {"ten": "x", "den": "01/01/2020"},
    "cap_tren": {"ten": "x"},
    "so_lieu": {"nam": "2025", "hang": "1"},
    "trien_khai": {"kieu": "zip", "dich": "x"},
}


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _takes(kind: type[Any], name: str, base: dict[str, Any], value: dict[str, Any], inner: type[BaseModel]) -> bool:
    del inner
    return any(_valid(kind, {**base, name: way}) for way in (value, [value]))


def _valid(kind: type[Any], values: dict[str, Any]) -> bool:
    extra = {"ma": "x"} if kind is Unit else {"id": "x"}
    return validate(kind, FrontMatter(values), folder="", extra=extra)[0] is not None


def fill(kind: type[Any], base: dict[str, Any], attack: str) -> dict[str, Any]:
    """`base` with the attack in every field that takes it."""
    names = [name for name in author_fields(kind) if name not in REFERENCES]
    found = {name: accepted(kind, name, base, attack) for name in names}
    return {**base, **{name: value for name, value in found.items() if value is not None}}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("folder", CONTENT_TYPES)
def test_fields_that_are_no_text_refuse_what_is_no_value(folder: str, attack: str) -> None:
    kind = CONTENT_TYPES[folder]
    for name in NEVER_TEXT & set(author_fields(kind)):
        assert accepted(kind, name, BASE[folder], ATTACKS[attack]) is None, name


@pytest.mark.parametrize("attack", ATTACKS.values())
@pytest.mark.parametrize("field", ["minh_chung", "anh", "tep", "video", "dia_chi_cu"])
def test_names_of_things_that_are_not_there_stop_the_unit(school: School, field: str, attack: str) -> None:
    school.news(**{field: [attack] if field in ("minh_chung", "tep", "dia_chi_cu") else attack})

    if field == "dia_chi_cu" and not school.rules(errors=True):
        redirects = [path for path in school.section().files if path.endswith("html")]
        assert all(".." not in path.split("/") and not path.startswith("/") for path in redirects)
        return
    assert school.rules(errors=True) != []


@pytest.mark.parametrize(
    "body",
    [
        ATTACKS["script"],
        ATTACKS["handler"],
        "[x](javascript:alert(1))",
        "[x](data:text/html,y)",
        "<iframe src=//x>",
        "<a onclick=x>",
        "[x](../../../../etc/passwd)",
        "![x](/etc/passwd)",
        "<svg onload=x>",
        "<form action=//x>",
    ],
)
def test_hostile_bodies_stop_the_unit(school: School, body: str) -> None:
    school.news(body=body)

    assert school.rules(errors=True) != []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = new_project(tmp_path_factory.mktemp("hostile"))
    school = School(project / "content")
    for name, attack in ATTACKS.items():
        at = "" if name == "script" else f"don-vi/{name}"
        base = {
            "ma": name,
            "ten": "x",
            "loai": "truong",
            "url": f"https://{name}.example/cchc/",
            "dinh_danh": f"{name}.example,2026",
        }
        school.write(f"{at}/don-vi.yml".lstrip("/"), **fill(Unit, base, attack))
        for folder, kind in CONTENT_TYPES.items():
            path = {"tin-tuc": "tin-tuc/2026", "chi-so": "chi-so"}.get(folder, folder)
            # Angle brackets in a body would be markup: there they are written as what they are, characters.
            text = attack.replace("<", "&lt;")
            heading = f"## {text}\n\n{text} `{attack}`\n\n### {text}\n\n| {text} |\n|---|\n| {text} |\n"
            body = f"{PROCEDURE_BODY}\n{heading}" if folder == "thu-tuc" else heading
            fields = {**fill(kind, BASE[folder], attack), "ke_thua": "true"} | (
                {"the": [attack]} if folder == "tin-tuc" else {}
            )
            school.write(f"{at}/{path}/{name}{'.yml' if folder == 'chi-so' else '.md'}".lstrip("/"), body, **fields)
    return build(project)


@pytest.fixture(scope="module")
def own_scripts(rich_site: Path) -> set[str]:
    """Scripts the theme itself puts into a page, as seen from any depth."""
    places = ("404.html", "tim-kiem/index.html", "thu-tuc/index.html", "nhung/khung/index.html")
    pages = (rich_site / "truong" / place for place in places)
    return {one for page in pages for one in scripts(lxml.html.document_fromstring(page.read_bytes()))}


def scripts(page: lxml.html.HtmlElement) -> set[str]:
    return {f"{one.get('src')} {one.text}" for one in page.iter("script") if one.get("type") != "application/ld+json"}


def is_ours(form: lxml.html.HtmlElement) -> bool:
    return form.get("class", "").startswith(("cc-find", "cc-sieve")) and (
        form.get("action") is None
        or re.fullmatch(r"([.]{1,2}/)+(tim-kiem/)?|/cchc/tim-kiem/|tim-kiem/", form.get("action"))
    )


def is_for_portals(element: lxml.html.HtmlElement) -> bool:
    """The looks of a fragment, and what lets the links of the framed page open outside."""
    if element.tag == "base":
        return dict(element.attrib) == {"target": "_top"}
    lines = (element.text or "").strip().split("\n")
    return element.tag == "style" and all(line.startswith(".cchc-khoi") for line in lines)


def dangers(page: lxml.html.HtmlElement, allowed: set[str]) -> list[str]:
    found = [
        f"<{one.tag}>" for one in page.iter("iframe", "object", "embed", "base", "style") if not is_for_portals(one)
    ]
    # Our own: the search boxes and the sieve above a list. They lead nowhere but to the search page.
    found += [f"<form> {one.attrib}" for one in page.iter("form") if not is_ours(one)]
    found += scripts(page) - allowed
    for element in page.iter(lxml.etree.Element):
        for key, value in element.attrib.items():
            if key.startswith("on") or (
                key in ("href", "src", "action") and value.strip().lower().startswith(("javascript", "data"))
            ):
                found.append(f"{element.tag} {key}={value}")
        if element.tag == "img" and element.get("src") == "x":
            found.append("the picture of the attack")
    return found


def test_what_is_accepted_is_text_on_every_page(site: Path, own_scripts: set[str]) -> None:
    assert not any("alert" in script for script in own_scripts)
    told = 0
    for name, attack in ATTACKS.items():
        for path, data in files_in(site / name).items():
            if not path.endswith(".html"):
                continue
            page = lxml.html.document_fromstring(data.decode())
            assert dangers(page, own_scripts) == [], (name, path)
            assert b"94913" not in data
            told += " ".join(attack.split()) in " ".join(page.text_content().split())
    assert told > 150, "they were shown"


def test_what_is_accepted_is_text_in_every_feed(site: Path) -> None:
    for name, attack in ATTACKS.items():
        for path in ("rss.xml", "atom.xml", "tin-tuc/rss.xml", "phan-anh/rss.xml", "thu-tuc/rss.xml"):
            read = feedparser.parse((site / name / path).read_bytes(), sanitize_html=False)
            assert not read.bozo, (name, path)
            assert read.entries
            for entry in read.entries:
                for content in entry.get("content", []):
                    assert dangers(lxml.html.fragment_fromstring(content.value, create_parent="div"), set()) == []
                assert not str(entry.link).startswith("javascript")
        assert (
            lxml.etree.fromstring((site / name / "tin-tuc/rss.xml").read_bytes()).findtext(".//item/title")
            == attack.strip()
        )


def test_structured_data_stays_one_script(site: Path) -> None:
    for name in ATTACKS:
        page = lxml.html.document_fromstring((site / name / f"thu-tuc/{name}/index.html").read_text(encoding="utf-8"))
        assert len(page.xpath("//script[@type='application/ld+json']")) == 1


def test_no_file_lies_outside_the_sections(site: Path) -> None:
    assert {path.name for path in site.iterdir()} == {*ATTACKS, ".cchc"}
    assert not any(path.is_symlink() for path in site.rglob("*"))
    assert not list(site.parent.rglob("passwd*"))
