"""The corpus in each program's own form: only front matter, title line, "more" mark and folders differ."""

import datetime
import json
from pathlib import Path

from corpus import FIELDS, Item, Unit

FLAVOURS = ("cchc", "material", "blog", "hugo", "eleventy")


def write(items: list[Item], flavour: str, content: Path, *, shared: bool = False) -> None:
    """Write the items below `content`; `shared`: to come down to the units below (the form of cchc alone)."""
    for item in items:
        path = content / place(item, flavour)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(item, flavour, shared=shared), "utf-8")


def place(item: Item, flavour: str) -> str:
    """The file of an item below the content folder."""
    folder = item.kind
    if item.kind == "tin-tuc":
        folder += {"cchc": f"/{item.day.year}", "blog": "/posts"}.get(flavour, "")
    return f"{folder}/{item.id}.md"


def text(item: Item, flavour: str, *, shared: bool = False) -> str:
    front = _cchc(item, shared) if flavour == "cchc" else _other(item, flavour)
    body = list(item.body)
    if flavour in ("material", "blog"):
        body.insert(0, f"# {item.title}")
    if item.kind == "tin-tuc" and flavour in ("blog", "hugo"):
        body.insert(body.index(item.body[0]) + 1, "<!-- more -->" if flavour == "blog" else "<!--more-->")
    # JSON is YAML, and every program reads it alike; a date must stay a bare one.
    lines = [f"{key}: {_value(value)}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", "", "\n\n".join(body), ""])


def _value(value: object) -> str:
    return str(value) if isinstance(value, datetime.date) else json.dumps(value, ensure_ascii=False)


def _cchc(item: Item, shared: bool) -> dict[str, object]:
    if item.kind == "tin-tuc":
        own = {"tieu_de": item.title, "ngay": item.day, "tom_tat": item.summary}
        return {"id": item.id, **own, **item.facts, "the": [item.facts["the"]]}
    if item.kind == "thu-tuc":
        own = {"ten": item.title, "linh_vuc_tthc": "Giáo dục và Đào tạo", "cap": "co_so", "doi_tuong": "Công dân"}
        online = {"truc_tuyen": item.facts["muc_do"]}
        if online["truc_tuyen"] == "mot_phan":
            online["ly_do"] = "Cần đối chiếu bản chính"
        return {"id": item.id, **own, "co_quan": "Nhà trường", **online, "ngay_cap_nhat": item.day}
    number = f"{int(item.id[-3:])}/KH-THCS"
    own = {"trich_yeu": item.title, "so_ky_hieu": number, "nam": item.day.year, "ngay_ban_hanh": item.day}
    return {"id": item.id, **own, **({"ke_thua": True} if shared else {})}


def _other(item: Item, flavour: str) -> dict[str, object]:
    front: dict[str, object] = {"title": item.title, "date": item.day, "description": item.summary}
    if flavour == "blog":
        fields = [FIELDS[item.facts["linh_vuc"]]] if item.kind == "tin-tuc" else []
        return {**front, "slug": item.id, **({"categories": fields} if fields else {})}
    if flavour in ("hugo", "eleventy"):
        # `loai`, `the` and the rest are lists of pages there: taxonomies of Hugo, collections of Eleventy.
        cuts = {key.replace("_", "-"): [value.replace("_", "-")] for key, value in item.facts.items()}
        if item.kind == "thu-tuc":
            cuts |= {"cap": ["co-so"], "linh-vuc-tthc": ["giao-duc-va-dao-tao"]}
        else:
            cuts[f"nam-{item.kind}"] = [str(item.day.year)]
        return {**front, **cuts}
    return front


def unit_file(unit: Unit, loai: str = "truong") -> str:
    """The don-vi.yml of a unit."""
    own = {
        "ma": unit.ma,
        "ten": unit.ten,
        "loai": loai,
        "url": unit.url,
        "dinh_danh": f"{unit.ma}.example,2026",
        "dia_chi": "Số 1 đường Hoa Sen",
        "duong_day_nong": unit.hotline,
        "email_phan_anh": f"cchc@{unit.ma}.example",
    }
    return "".join(f"{key}: {_value(value)}\n" for key, value in own.items())
