"""Why the system refused, in Vietnamese: its own words come in the language somebody set the machine to."""

import errno
from types import MappingProxyType

_WORDS = MappingProxyType(
    {
        errno.ENOENT: "không có tệp hay thư mục này",
        errno.EACCES: "không có quyền, hoặc tệp đang mở ở chương trình khác",
        errno.EPERM: "không có quyền",
        errno.EEXIST: "đã có tệp cùng tên",
        errno.ENOTDIR: "có tệp nằm ở chỗ của thư mục",
        errno.EISDIR: "đó là thư mục, không phải tệp",
        errno.ENOTEMPTY: "thư mục không rỗng",
        errno.ENOSPC: "ổ đĩa đã đầy",
        errno.EDQUOT: "hết dung lượng được cấp",
        errno.EFBIG: "tệp quá lớn với ổ đĩa này",
        errno.EROFS: "ổ đĩa chỉ cho đọc",
        errno.EBUSY: "tệp đang được dùng",
        errno.ENAMETOOLONG: "tên quá dài",
        errno.ELOOP: "liên kết trỏ vòng",
        errno.EIO: "ổ đĩa hỏng hoặc vừa bị rút ra",
        errno.EMFILE: "mở quá nhiều tệp cùng lúc",
    }
)


def why(error: OSError) -> str:
    """Why a file could not be read or written; what is not foreseen, in the system's words."""
    return _WORDS.get(error.errno or 0, error.strerror or str(error))
