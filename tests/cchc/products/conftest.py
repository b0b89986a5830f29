from tests.cchc.section.built import rich_site

__all__ = ["rich_site"]
