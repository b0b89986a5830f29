from tests.school import School, at


def test_a_scheduled_item_is_public_from_its_minute_on(school: School) -> None:
    school.news(dang_tu="25/12/2026 07:30")

    assert school.public(now=at("2026-12-25 07:29")).news == ()
    assert school.public(now=at("2026-12-25 07:29")).next_change == at("2026-12-25 07:30")
    assert len(school.public(now=at("2026-12-25 07:30")).news) == 1


def test_the_section_builds(school: School) -> None:
    school.news()
    school.procedure()

    assert "Một tin" in school.page("")
