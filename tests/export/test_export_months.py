"""The months of an activity, from what is known of its deadlines."""

import pytest

from pipeline.export.months import months

EXAMPLES = [
    # one deadline
    (["2023-09"], (9, 9)),
    (["2022-08/2022-09"], (8, 9)),
    (["XXXX-09/XXXX-05"], (9, 5)),
    (["XXXX-04/XXXX-05"], (4, 5)),
    (["2023-11-20/2024-02-10"], (11, 2)),
    (["2023-10-05"], (10, 10)),
    (["XXXX-10-01"], (10, 10)),
    (["2024"], (1, 12)),
    (["2021/2024"], (1, 12)),
    (["2022-09-01/2023-08-31"], (9, 8)),
    # one end only
    (["../XXXX-10-01"], (None, 10)),
    (["../2024-12-31"], (None, 12)),
    (["../2024"], (None, 12)),
    (["2023-10/.."], (10, None)),
    # no month
    ([], (None, None)),
    ([None], (None, None)),
    (["../XXXX-XX-25"], (None, None)),
    (["2023-XX-25"], (None, None)),
    (["XXXX"], (None, None)),
    (["2023-33"], (None, None)),
    (["когда-нибудь"], (None, None)),
    # longer than a year: every month is in it
    (["2023-05/2024-10"], (5, 4)),
    (["2021-09-01/2024-05-31"], (9, 8)),
    # several deadlines, years known: in the order of time
    (["2024-02", "2024-10"], (2, 10)),
    (["2024-04", "2023-09"], (9, 4)),
    (["2023-09", "../2023-12-20"], (9, 12)),
    (["2023-09", None], (9, 9)),
    # several deadlines, no year: in the order of a school year, which opens in August
    (["XXXX-04", "XXXX-09"], (9, 4)),
    (["XXXX-02", "XXXX-10"], (10, 2)),
    (["XXXX-05", "XXXX-08/XXXX-09"], (8, 5)),
    (["XXXX-05/XXXX-08", "XXXX-09"], (9, 8)),
    (["XXXX-09/XXXX-05", "../XXXX-10-01"], (9, 5)),
    (["2023-09", "XXXX-04"], (9, 4)),
    (["2023-12/2024-01", "XXXX-10"], (10, 1)),
]


@pytest.mark.parametrize(("edtfs", "expected"), EXAMPLES)
def test_months(edtfs: list[str | None], expected: tuple[int | None, int | None]) -> None:
    assert months(tuple(edtfs)) == expected


@pytest.mark.parametrize(("edtfs", "expected"), EXAMPLES)
def test_order_of_deadlines_does_not_matter(edtfs: list[str | None], expected: tuple[int | None, int | None]) -> None:
    assert months(tuple(reversed(edtfs))) == expected
