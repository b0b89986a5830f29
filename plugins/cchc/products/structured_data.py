"""JSON-LD for search engines: a procedure is a schema.org `GovernmentService`."""

import json
from datetime import datetime
from typing import Any

from cchc.model.procedure import CHUA_RO, Procedure
from cchc.model.unit import Unit
from cchc.reading.procedure_body import ProcedureParts
from cchc.section.shown import Shown


def government_service(shown: Shown[Procedure], parts: ProcedureParts, unit: Unit, now: datetime) -> str:
    """The JSON-LD of a procedure as shown in the section of `unit`, safe inside `<script>`."""
    item = shown.item
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": item.ten,
        "identifier": item.ma,
        "url": shown.canonical or unit.base_url + shown.address,
        "category": item.linh_vuc_tthc,
        "serviceOperator": [
            {"@type": "GovernmentOrganization", "name": name} for name in item.co_quan if name != CHUA_RO
        ],
        "provider": {"@type": "GovernmentOrganization", "name": shown.owner.name_at(now)},
        "audience": [{"@type": "Audience", "audienceType": name} for name in item.doi_tuong if name != CHUA_RO],
        "availableChannel": [
            {"@type": "ServiceChannel", "name": way.hinh_thuc, "processingTime": way.thoi_han}
            for way in parts.cach_thuc
        ],
        "sameAs": item.url_dvc,
        "inLanguage": "vi",
    }
    return script_json({key: value for key, value in data.items() if value})


def script_json(data: object) -> str:
    """JSON that cannot end the `<script>` it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
