"""Rows of measurements → the table of the README."""

from statistics import median

TITLES = {"limit": "the same bytes, only written"}
JOBS = {
    ("section", "cold"): "{size} news, cold",
    ("section", "news"): "{size} news, one edited",
    ("section", "procedure"): "{size} news, one procedure edited",
    ("fleet", "cold"): "{size} units × 110 pages, cold",
    ("fleet", "news"): "{size} units, one news edited",
    ("fleet", "procedure"): "{size} units, one shared procedure edited",
}
HEAD = """| job | program | wall s | CPU s | peak MiB | files | MB | CCHC ÷ it: wall | CPU |
|---|---|--:|--:|--:|--:|--:|--:|--:|"""
Row = dict[str, object]


def table(measured: dict) -> str:
    """Medians of what was measured; the ratios are medians of the ratios of each round."""
    rows, titles = measured["rows"], {**TITLES, **measured["titles"]}
    lines = [HEAD]
    for job, size, step in dict.fromkeys((row["job"], row["size"], row["step"]) for row in rows):
        here = [row for row in rows if (row["job"], row["size"], row["step"]) == (job, size, step)]
        name = JOBS[job, step].format(size=f"{size:,}")
        ours = {row["round"]: row for row in here if row["peer"] == "cchc" and "error" not in row}
        for peer in dict.fromkeys(row["peer"] for row in here):
            mine = [row for row in here if row["peer"] == peer]
            lines.append(f"| {name} | {titles[peer]} | {_cells(mine, ours)} |")
            name = ""
    return "\n".join([*lines, "", *_notes(measured)])


def short(measured: dict) -> str:
    """Wall seconds alone, medians, a column for each program: the table of the README."""
    rows, titles = measured["rows"], {**measured["titles"], **TITLES}
    peers = list(dict.fromkeys(row["peer"] for row in rows))
    lines = [f"| wall seconds | {' | '.join(titles[peer] for peer in peers)} |", f"|---|{'--:|' * len(peers)}"]
    for job, size, step in dict.fromkeys((row["job"], row["size"], row["step"]) for row in rows):
        cells = []
        for peer in peers:
            asked = (job, size, step, peer)
            mine = [row for row in rows if (row["job"], row["size"], row["step"], row["peer"]) == asked]
            failed = not mine or any("error" in row for row in mine)
            cells.append("–" if failed else f"{median(row['wall'] for row in mine):.2f}")
        lines.append(f"| {JOBS[job, step].format(size=f'{size:,}')} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", *_notes(measured)])


def ratio(mine: list[Row], ours: dict, key: str) -> float | None:
    """How much CCHC takes for 1 of this program: the median over the rounds both ended well."""
    pairs = [ours[row["round"]][key] / row[key] for row in mine if row["round"] in ours and row[key]]
    return median(pairs) if pairs else None


def _cells(mine: list[Row], ours: dict) -> str:
    if any("error" in row for row in mine):
        return "failed | – | – | – | – | – | –"
    numbers = {key: median(row[key] for row in mine) for key in ("wall", "cpu", "memory", "files", "bytes")}
    ratios = ["–" if (one := ratio(mine, ours, key)) is None else f"{one:.2f}" for key in ("wall", "cpu")]
    if mine[0]["peer"] == "cchc":
        ratios = ["", ""]
    about = "≈ " if mine[0]["scaled"] != 1 else ""
    cells = [f"{about}{numbers['wall']:.2f}", f"{about}{numbers['cpu']:.2f}", f"{numbers['memory'] / 2**20:.0f}"]
    return " | ".join([*cells, f"{numbers['files']:,.0f}", f"{numbers['bytes'] / 1e6:.1f}", *ratios])


def _notes(measured: dict) -> list[str]:
    versions = "; ".join(f"{measured['titles'][key]}: {version}" for key, version in measured["versions"].items())
    counts = [
        len({row["round"] for row in measured["rows"] if (row["job"], row["size"]) == job})
        for job in {(row["job"], row["size"]) for row in measured["rows"]}
    ]
    rounds = " to ".join(map(str, sorted({min(counts, default=0), max(counts, default=0)})))
    notes = [
        f"{measured['date'] or 'undated'}; {measured['machine']}; medians of {rounds}; {versions}.",
        "CPU: user and system of all processes. Ratios: medians of each round's. Files, MB: what was written.",
    ]
    if any(row.get("scaled", 1) != 1 for row in measured["rows"]):
        notes.append("≈: measured on fewer units, one build each, and scaled.")
    if any(row["job"] == "fleet" for row in measured["rows"]):
        notes.append("In the fleet CCHC builds the section of the office above too: in its times, not in its files.")
    notes += [f"Left out: {title}, {why}." for title, why in measured["missing"].items()]
    failed = {
        (row["job"], row["size"], row["peer"], row["step"]): row["error"] for row in measured["rows"] if "error" in row
    }
    titles = {**TITLES, **measured["titles"]}
    notes += [f"Failed: {titles[peer]}, {job} {size}, {step}: {why}" for (job, size, peer, step), why in failed.items()]
    return notes
