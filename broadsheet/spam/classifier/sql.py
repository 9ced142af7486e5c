"""The filter's statements by hand. Every post runs both: with the ORM they took a fifth of its time."""

# Parameters: both numbers of the text (MinHash), and the moment since when likes are counted. The limit keeps a long
# flood cheap: nobody needs to know more than "more than enough".
COUNT_ALIKE = """(SELECT count(*) FROM (
        SELECT 1 FROM broadsheet_judgement WHERE (near = %s OR close = %s) AND at > %s LIMIT 100
    ) AS few)"""

# The filter's row and that count in one round trip. A row comes back even where there is no filter yet.
FILTER_AND_ALIKE = f"""
    SELECT filter.id, name, budget, epoch, head, mark, good, spam, akismet_key, {COUNT_ALIKE}
    FROM (SELECT 1) AS one LEFT JOIN broadsheet_filter AS filter ON filter.name = %s
"""  # noqa: S608 - our own words

# Changed words are judged again: what was known of the first sending (facts, network, audit, moment) stays.
KEEP_JUDGEMENT = """
    INSERT INTO broadsheet_judgement
        (subject, outcome, score, odds, threshold, reasons, audit, facts, network, near, close, at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (subject) DO UPDATE SET outcome = excluded.outcome, score = excluded.score, odds = excluded.odds,
        threshold = excluded.threshold, reasons = excluded.reasons, near = excluded.near, close = excluded.close
"""
