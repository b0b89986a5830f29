"""Units (đơn vị): a folder holding `don-vi.yml`. Design §3."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic.json_schema import SkipJsonSchema

from cchc.model.fields import (
    BaseUrl,
    Colour,
    File,
    Id,
    Mail,
    Many,
    Phone,
    Strict,
    Text,
    Web,
    When,
    Whole,
    Year,
    YesNo,
    choices,
    refuse,
)
from cchc.model.item import Origin
from cchc.model.vocabulary import CapHoc, KieuTrienKhai, LoaiDonVi


class FormerName(Strict):
    """A name the unit bore until a day."""

    ten: Text
    """The former name."""
    den: When
    """Last day of the name."""


class Superior(Strict):
    """Who manages the unit, with dates: Phòng GDĐT ended on 30/6/2025."""

    ten: Text
    """Name of the superior."""
    tu: When | None = None
    """First day; None: since ever."""
    den: When | None = None
    """Last day; None: still."""


class YearTheme(Strict):
    """Theme of one year (chủ đề công tác năm, requirement 11)."""

    nam: Year
    """The year."""
    noi_dung: Text
    """The theme, as announced."""


class OneStop(Strict):
    """Where papers are received (Bộ phận Một cửa, requirement 39)."""

    dia_chi: Text
    """Address or room."""
    gio: Text | None = None
    """Opening hours."""
    dien_thoai: Phone | None = None
    """Telephone."""


def _place(value: str, info: ValidationInfo) -> str:
    if info.data.get("kieu") not in (KieuTrienKhai.SFTP, KieuTrienKhai.FTP, KieuTrienKhai.FTPS):
        return value
    address = re.sub(r"^\w+://", "", value)
    account, _, place = address.rpartition("@")
    host, _, path = place.partition("/")
    name, _, port = host.partition(":")
    if address != value or account or port:
        # Never as it stands: a password may be in it.
        user = account.partition(":")[0]
        fields = f"{f', tai_khoan: {user}' if user else ''}{f', cong: {port}' if port else ''}"
        raise refuse(
            "lẫn cả kiểu, tài khoản hoặc cổng vào tên máy chủ.",
            f"chỉ ghi máy chủ và thư mục: {name}/{path or 'cchc'}{fields}",
        )
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", host) or not path.strip("/"):
        raise refuse(
            f"“{value}” không phải dạng máy-chủ/thư-mục.",
            "ghi ví dụ: may-chu.edu.vn/public_html/cchc "
            "(tài khoản mở thẳng vào thư mục của chuyên mục: may-chu.edu.vn/.)",
        )
    if ".." in path.split("/") or re.search(r"[\x00-\x1f\\]", path):
        raise refuse(f"“{value}” có “..” hoặc dấu “\\”.", "ghi thẳng tên các thư mục, ngăn bằng dấu /")
    return value


def _port(value: int) -> int:
    if not 1 <= value <= 65535:
        raise refuse(f"“{value}” không phải là cổng.", "ghi số từ 1 đến 65535, ví dụ: 2222")
    return value


def _fingerprint(value: str) -> str:
    if not re.fullmatch(r"SHA256:[A-Za-z0-9+/]{43}=?", value):
        raise refuse(
            f"“{value}” không phải là dấu vân tay khóa máy chủ.",
            "hỏi nơi cho thuê máy chủ rồi ghi đúng từng chữ, dạng: SHA256: và 43 chữ",
        )
    return value.rstrip("=")


class DeployTarget(Strict):
    """Where the section is published. Secrets come from the environment only."""

    kieu: KieuTrienKhai
    """Kind of host."""
    dich: Annotated[Text, AfterValidator(_place)]
    """Folder, or `host/path`; for zip the file's name. The path starts where the account opens, with a second `/` at
    the top of the host."""
    cong: Annotated[Whole, AfterValidator(_port)] | None = None
    """Port, where it is not the usual one."""
    tai_khoan: Text | None = None
    """User name."""
    mat_khau_tu: Text | None = Field(default=None, pattern=r"^[A-Z][A-Z0-9_]*$")
    """Name of the environment variable that holds the password; never the password."""
    khoa_may_chu: Annotated[Text, AfterValidator(_fingerprint)] | None = None
    """Fingerprint of the host's key or certificate, as OpenSSH writes it; any other host is refused."""
    giu: Whole = 3
    """Releases kept for going back."""

    @property
    def host(self) -> str:
        """Name of the host, where `dich` is `host/path`."""
        return self.dich.partition("/")[0]

    @property
    def path(self) -> str:
        """Folder on the host, where `dich` is `host/path`."""
        return self.dich.partition("/")[2]


def _tag_authority(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d{2}){0,2}", value):
        raise refuse(f"“{value}” không phải dạng tên-máy,năm.", "ghi ví dụ: thcshoasen.edu.vn,2026")
    return value


def _as_names(value: Any) -> Any:
    values = [value] if isinstance(value, str | dict) else value
    return [{"ten": one} if isinstance(one, str) else one for one in values] if isinstance(values, list) else value


TagAuthority = Annotated[str, AfterValidator(_tag_authority)]
"""`host,year` of RFC 4151."""


CONTACTS = ("dia_chi", "duong_day_nong", "email_phan_anh", "url_phan_anh", "mot_cua", "facebook", "zalo")
"""Fields that say how a unit is reached."""


class Unit(Strict):
    """One school or office and its section."""

    type_name: ClassVar[str] = "đơn vị"

    ma: Id
    """Id of the unit, unique in the tree; its section is `site/<ma>/`. Default: the folder's name."""
    ten: Text = Field(min_length=1)
    """Full name."""
    loai: LoaiDonVi
    """Kind of unit."""
    cap_hoc: Annotated[Many[CapHoc], choices(CapHoc)] = ()
    """School levels it teaches; empty for offices."""
    url: BaseUrl | None = None
    """Public address of the section."""
    dinh_danh: TagAuthority | None = None
    """`host,year` for feed ids (RFC 4151): written once, never derived from `url` again."""
    dinh_danh_cu: Many[TagAuthority] = ()
    """Tag authorities of units merged into this one; their items keep their ids."""
    cap_tren: Annotated[tuple[Superior, ...], BeforeValidator(_as_names)] = ()
    """Superiors, with dates where they changed."""
    ten_cu: tuple[FormerName, ...] = ()
    """Former names."""
    ngung_tu: When | None = None
    """The unit ended on this day; the section becomes an archive and says so."""
    sap_nhap_vao: Id | None = None
    """Id of the unit it was merged into."""
    dia_chi: Text | None = None
    """Postal address."""
    duong_day_nong: Phone | None = None
    """Hotline (requirement 62)."""
    email_phan_anh: Mail | None = None
    """E-mail for feedback (requirement 63)."""
    url_phan_anh: Web | None = None
    """Feedback form (requirement 64)."""
    mot_cua: OneStop | None = None
    """Where papers are received."""
    facebook: Web | None = None
    """Fanpage."""
    zalo: Web | None = None
    """Zalo page."""
    logo: File | None = None
    """Logo: png, jpg or webp."""
    mau_sac: Colour | None = None
    """Seed colour, `"#1b5e20"`."""
    khau_hieu: Text | None = None
    """Motto (requirement 12)."""
    chu_de_nam: tuple[YearTheme, ...] = ()
    """Themes of the years."""
    so_tthc_cong_bo: Whole | None = None
    """How many procedures the unit has announced; the list must hold as many (requirement 29)."""
    yeu_cau_duyet: YesNo = False
    """Only approved items are published (requirement 165)."""
    bang_cong_khai: YesNo = False
    """The board of units below is published."""
    trien_khai: tuple[DeployTarget, ...] = ()
    """Where to publish."""

    origin: SkipJsonSchema[Origin] = Field(default=Origin(), exclude=True)
    parent: SkipJsonSchema[str | None] = Field(default=None, exclude=True)

    @property
    def folder(self) -> str:
        """Folder of the unit, relative to the content root; empty for the root."""
        return self.origin.folder

    @property
    def base_url(self) -> str:
        """Absolute address of the section; ends with `/`. `https://<ma>.invalid/` while `url` is unknown."""
        return self.url or f"https://{self.ma}.invalid/"

    @property
    def tag(self) -> str:
        """Authority of feed ids; never derived from `url`."""
        return self.dinh_danh or f"{self.ma}.invalid,2026"

    def name_at(self, instant: datetime) -> str:
        """The name the unit bore at `instant`."""
        former = sorted((name for name in self.ten_cu if instant < name.den.end), key=lambda name: name.den.start)
        return former[0].ten if former else self.ten

    def superior_at(self, instant: datetime) -> str | None:
        """Who managed the unit at `instant`; None where nobody is named."""
        for superior in self.cap_tren:
            if (not superior.tu or superior.tu.start <= instant) and (not superior.den or instant < superior.den.end):
                return superior.ten
        return None

    def theme_at(self, instant: datetime) -> str | None:
        """Theme of the year at `instant`."""
        return next((theme.noi_dung for theme in self.chu_de_nam if theme.nam == instant.year), None)

    def ended(self, now: datetime) -> bool:
        """True once the unit has stopped."""
        return self.ngung_tu is not None and now >= self.ngung_tu.start

    def instants(self) -> Iterator[datetime]:
        """Every instant at which something shown of the unit itself may change."""
        yield from (name.den.end for name in self.ten_cu)
        for superior in self.cap_tren:
            if superior.tu:
                yield superior.tu.start
            if superior.den:
                yield superior.den.end
        if self.ngung_tu:
            yield self.ngung_tu.start

    def authority(self, year: int) -> str:
        """A `dinh_danh` fit for the unit: its host, with `ma` before it where several sections may share the host."""
        parts = urlsplit(self.base_url)
        host = (parts.hostname or "").lower()
        return f"{host if parts.path in ('/', '/cchc/') else f'{self.ma}.{host}'},{year}"

    def files(self) -> Iterator[tuple[str, str]]:
        """Files the unit names, as (field, path from the content root)."""
        if self.logo:
            yield "logo", self.logo.path
