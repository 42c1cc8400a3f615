from __future__ import annotations

from simulator.bots.reading import read_charts

GRID = 15_000


def charts(**series):
    """Build a section ``signals``: each series a unit, a base and a list of values from 0 on."""
    longest = max(len(values) for _, _, values in series.values())
    times = [GRID * i for i in range(-4, longest)]
    rows, values = [], {}
    for key, (unit, base, after) in series.items():
        name = key.replace("__", ".")
        rows.append({"name": name, "unit": unit, "service": name.partition(".")[0],
                     "signal": name.partition(".")[2], "base": base})  # fmt: skip
        values[name] = [base, base * 1.02, base, base * 0.98, *after]
    board = {"source": "wall", "title": "Wall", "series": [next(iter(values))]}
    return {"dashboards": [board], "series": rows, "times": times, "values": values}


def test_a_quiet_chart_is_not_in_trouble():
    found = read_charts(charts(web__errors=("share", 0.004, [0.004, 0.005, 0.0045])))
    assert found.troubled == ()
    assert found.main is None
    assert found.calm_since is None


def test_trouble_has_a_beginning_a_worst_and_an_end():
    values = [0.004, 0.1, 0.4, 0.4, 0.2, 0.004, 0.004, 0.004]
    found = read_charts(charts(web__errors=("share", 0.004, values)))
    main = found.main
    assert main is not None
    assert main.worst == 0.4
    assert main.bad_since == GRID
    assert found.calm_since == 5 * GRID
    assert main.excess(3 * GRID) > 0.7
    assert abs(main.excess(7 * GRID)) < 0.01


def test_it_is_not_calm_while_the_newest_point_is_bad():
    found = read_charts(charts(web__errors=("share", 0.004, [0.004, 0.4, 0.004, 0.4])))
    assert found.calm_since is None


def test_less_traffic_is_bad_and_more_is_not():
    down = read_charts(charts(web__traffic=("rate", 900.0, [900, 500, 500])))
    up = read_charts(charts(web__traffic=("rate", 900.0, [900, 1500, 1500])))
    assert down.troubled
    assert not up.troubled


def test_a_side_effect_on_a_technical_chart_keeps_nothing_open():
    section = charts(
        web__errors=("share", 0.004, [0.4, 0.4, 0.004, 0.004]),
        db__saturation=("share", 0.5, [0.9, 0.9, 0.9, 0.9]),
    )
    assert read_charts(section).calm_since is None
    assert read_charts(section, ["wall"]).calm_since == 2 * GRID


def test_an_empty_section_reads_as_nothing():
    assert read_charts({}).curves == ()


def test_a_chart_of_which_less_is_bad_says_so_by_its_name():
    found = read_charts(
        charts(
            web__success_rate=("share", 0.99, [0.99, 0.4, 0.4]),
            web__timeouts=("rate", 2.0, [2, 300, 300]),
        )
    )
    assert {c.name for c in found.curves if c.bad_since is not None} == {
        "web.success_rate",
        "web.timeouts",
    }


def test_a_hole_is_no_good_news():
    found = read_charts(charts(web__errors=("share", 0.004, [0.4, 0.4, None, None])), ["wall"])
    assert found.calm_since is None
    assert found.dark_since == 2 * GRID


def test_calm_counts_from_the_end_of_a_hole():
    values = [0.4, 0.4, None, None, 0.004, 0.0041]
    found = read_charts(charts(web__errors=("share", 0.004, values)), ["wall"])
    assert found.dark_since is None
    assert found.calm_since == 4 * GRID


def test_a_line_that_stands_still_is_no_good_news_either():
    moving = [0.004, 0.0041, 0.0039]
    found = read_charts(charts(web__errors=("share", 0.004, [*moving, *[0.0042] * 8])), ["wall"])
    assert found.dark_since == 3 * GRID
    nothing = read_charts(charts(web__traffic=("rate", 900.0, [900, *[0.0] * 20])), ["wall"])
    assert nothing.dark_since is None  # no traffic at all is a reading


def test_trouble_that_comes_back_is_seen_once_it_lasts():
    values = [0.004, 0.4, 0.4, 0.4, *[0.004, 0.0041] * 6, *[0.08] * 6]
    main = read_charts(charts(web__errors=("share", 0.004, values))).main
    assert main is not None
    again = main.relapse(5 * GRID)
    assert again is not None
    assert 16 * GRID + 45_000 <= again <= 22 * GRID
    assert (
        read_charts(charts(web__errors=("share", 0.004, values[:16]))).main.relapse(5 * GRID)
        is None
    )


def test_trouble_that_comes_and_goes_has_a_rhythm():
    pulse = [*[0.3] * 8, *[0.004, 0.0041] * 6]
    main = read_charts(charts(web__errors=("share", 0.004, pulse * 3))).main
    assert main is not None
    assert main.rhythm == 20 * GRID
    assert read_charts(charts(web__errors=("share", 0.004, pulse))).main.rhythm is None


def test_a_chart_that_somebody_opened_counts_if_customers_touch_its_service():
    section = charts(
        db__latency=("ms", 10.0, [10, 90, 90]),
        shops__orders=("rate", 900.0, [900, 200, 200]),
    )
    section["dashboards"] = [{"source": "wall", "title": "Wall", "series": ["db.latency"]}]
    assert read_charts(section, ["wall"]).main.name == "db.latency"
    assert read_charts(section, ["wall"], ["shops"]).main.name == "shops.orders"
