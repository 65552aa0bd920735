"""Small made-up tables in the layouts in which indices are published; no figure of them is real."""

import csv
from collections.abc import Sequence
from pathlib import Path

TABLES: dict[str, str] = {
    "vdem": """country_name,country_text_id,country_id,year,v2x_cspart,v2x_cspart_codelow,\
v2x_cspart_codehigh,v2cseeorgs,v2cseeorgs_ord,v2csreprss_ord
Armenia,ARM,105,2019,0.5,0.4,0.6,0.1,3,2
Armenia,ARM,105,2021,0.6124,0.5,0.7,0.2,2,3
Zanzibar,ZZB,236,2021,0.3,0.2,0.4,0.0,1,1
""",
    "wgi_2020": """Country/Territory,Code,Year,Estimate,Lower,NumSrc,Rank,StdErr,Upper,Indicator
Romania,ROM,2019,0.5,60.04,9,64.04,0.1,70.1,VoiceandAccountability
Romania,ROM,2019,0.5,1,9,2,0.1,3,RegulatoryQuality
""",
    "wgi_2024": """countryname,code,year,indicator,estimate,stddev,nsource,pctrank,pctranklower,\
pctrankupper
Romania,ROM,2019,va,0.5,0.1,9,61.04,57,66
Romania,ROM,2023,va,0.6,0.1,9,65.5,60,72.25
Romania,ROM,2023,ge,0.6,0.1,9,#N/A,#N/A,#N/A
""",
    "cpi_series": """Country,ISO3,Region,CPI score 2021,Rank 2021,Standard error 2021,\
CPI score 2020,Standard error 2020
Armenia,ARM,ECA,49,58,2.0,49,2.5
Denmark,DNK,WE/EU,100,1,1.5,,
""",
    "cpi_year": """Country / Territory,ISO3,Region,CPI 2023 score,Rank,Standard error,\
Number of sources,Lower CI,Upper CI
Armenia,ARM,ECA,47,62,1.8,6,44,50
""",
    "fiw": """Country/Territory,Region,C/T,Edition,Status,PR,CL,Total
Armenia,Eurasia,c,2022,PF,23,32,55
Cote d'Ivoire,Africa,c,2022,PF,20,29,49
Abkhazia,Eurasia,t,2022,PF,17,23,40
""",
    "wjp": """Country,Year,Country Code,Region,WJP Rule of Law Index: Overall Score,\
Factor 3: Open Government
Romania,2017-2018,ROU,EU,0.6,0.61
Romania,2021,ROU,EU,0.6,0.6345
""",
    "obs": """country_code,year,budget_transparency_score,public_participation_score
ROU,2021.0,63.4,2.0
ROU,2023.0,,
""",
    "rsf_2022": """ISO;Score;Rank;Political Context;Rank_Pol;Safety;Country_EN;Year (N)
ARM;68,97;51;64,4;50;75,61;Armenia;2022
DNK;90,27;2;94,3;3;92,67;Denmark;2022
""",
    "rsf_both": """country_code,year,rwb_pfi_index
ARM,2021,71.17
ARM,2022,68.97
""",
    "egov": """survey_year,country_name,e_participation_index,iso3
2022,Armenia,0.5341,
""",
}
"""Layout → a table of it."""


def published(folder: Path, *layouts: str) -> list[Path]:
    """Write tables and return where they stand."""
    folder.mkdir(exist_ok=True)
    for name in layouts:
        (folder / f"{name}.csv").write_text(TABLES[name], encoding="utf-8")
    return [folder / f"{name}.csv" for name in layouts]


def changed(folder: Path, layout: str, line: int, column: str, cell: str) -> Path:
    """Write a table with one cell changed."""
    (path,) = published(folder, layout)
    with path.open(encoding="utf-8", newline="") as file:
        rows: list[Sequence[str]] = list(csv.reader(file))
    row = list(rows[line - 1])
    row[rows[0].index(column)] = cell
    rows[line - 1] = row
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path
