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
