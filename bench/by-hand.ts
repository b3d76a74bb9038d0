/**
 * Figures as one would write them by hand for these tables, without the kernel: `value`, and for a rate its base as
 * `rows`. $1 is the tenant, $2 and $3 are the first and the last day. They must give the same numbers as ours.
 */
const during = (alias = ''): string => `${alias}_tenant = $1::uuid AND ${alias}_on BETWEEN $2::date AND $3::date`

export const byHand: Readonly<Record<string, string>> = {
  'publishing.items': `
    SELECT (SELECT count(*) FROM register.publishing__did__publish WHERE ${during()})
         + (SELECT count(*) FROM register.publishing__did__carry WHERE ${during()})
         + (SELECT count(*) FROM register.publishing__did__relay WHERE ${during()})
         + (SELECT count(*) FROM register.publishing__did__forward WHERE ${during()}) AS value`,
  'publishing.cleaned': `
    SELECT (SELECT count(*) FROM register.publishing__did__clean WHERE ${during()})
         + (SELECT count(*) FROM register.publishing__did__retire WHERE ${during()}) AS value`,
  'publishing.on-time-rate': `
    SELECT count(*) FILTER (WHERE NOT a._breached) AS value, count(*) AS rows
    FROM (SELECT _id, _breached FROM register.publishing__did__publish WHERE ${during()}
          UNION ALL SELECT _id, _breached FROM register.publishing__did__carry WHERE ${during()}) a
    JOIN register.publishing p ON p._tenant = $1::uuid AND p._id = a._id
    WHERE p.formed IS NOT NULL`,
  'study.audience': `
    SELECT sum(a.attendance) AS value
    FROM register.study__did__hold a JOIN register.study s ON s._tenant = $1::uuid AND s._id = a._id
    WHERE ${during('a.')} AND s.kind = 'lecture'`,
  'study.held-rate': `
    SELECT count(*) FILTER (WHERE EXISTS (
             SELECT FROM register.study__did__hold h
             WHERE h._tenant = $1::uuid AND h._case = a._case AND h._on <= $3::date)) AS value, count(*) AS rows
    FROM register.study__did__plan a
    WHERE ${during('a.')} AND NOT EXISTS (
      SELECT FROM register.study__did__cancel x WHERE x._tenant = $1::uuid AND x._id = a._id)`,
  'work-plan.completion-rate': `
    SELECT count(*) FILTER (WHERE a._id IN (
             SELECT _id FROM register.work_plan__task__did__finish WHERE ${during()})) AS value, count(*) AS rows
    FROM register.work_plan__task__did__assign a WHERE ${during('a.')}`,
  'inspection.problems': `
    SELECT count(*) AS value
    FROM register."inspection__finding__did__feedBack" a
    WHERE ${during('a.')} AND NOT EXISTS (
      SELECT FROM register.inspection__finding__did__withdraw w WHERE w._id = a._id AND ${during('w.')})`,
  'legal-advisers.unit-coverage': `
    SELECT count(*) FILTER (WHERE u.code IN (
             SELECT l.organ FROM register.legal_advisers__was s
             JOIN register.legal_advisers l ON l._tenant = $1::uuid AND l._id = s._id
             WHERE s._tenant = $1::uuid AND s._state = 'serving' AND s._since <= $3::date
               AND (s._until IS NULL OR s._until > $3::date))) AS value, count(*) AS rows
    FROM register.units__was w JOIN register.units u ON u._tenant = $1::uuid AND u._id = w._id
    WHERE w._tenant = $1::uuid AND w._state = 'standing' AND w._since <= $3::date
      AND (w._until IS NULL OR w._until > $3::date) AND $2::date IS NOT NULL
      AND u.kind IN ('government', 'department', 'bureau-in-district', 'street', 'township')`,
  'legal-advisers.meetings': `
    SELECT count(DISTINCT a.meeting) AS value
    FROM register.legal_advisers__did__attend a
    JOIN register.legal_advisers l ON l._tenant = $1::uuid AND l._id = a._id
    WHERE ${during('a.')} AND l.role = 'districtGroup'`,
  'litigation.lost-rate': `
    SELECT count(*) FILTER (WHERE a._case IN (
             SELECT _case FROM register.litigation__did__bind WHERE ${during()}
             UNION ALL SELECT _case FROM register."litigation__did__loseFinally" WHERE ${during()})) AS value,
           count(*) AS rows
    FROM (SELECT _case FROM register."litigation__did__takeEffect" WHERE ${during()}
          UNION ALL SELECT _case FROM register.litigation__did__bind WHERE ${during()}
          UNION ALL SELECT _case FROM register."litigation__did__winFinally" WHERE ${during()}
          UNION ALL SELECT _case FROM register."litigation__did__loseFinally" WHERE ${during()}) a
    WHERE NOT EXISTS (SELECT FROM register.litigation__did__withdraw w WHERE w._case = a._case AND ${during('w.')})
      AND NOT EXISTS (SELECT FROM register.litigation__did__mediate m WHERE m._case = a._case AND ${during('m.')})`,
  'litigation.attendance-rate': `
    SELECT count(*) FILTER (WHERE EXISTS (
             SELECT FROM register.litigation__hearing__did__attend t
             JOIN register.litigation__hearing g ON g._tenant = $1::uuid AND g._id = t._id
             WHERE t._tenant = $1::uuid AND t._case = first._case AND t._on <= $3::date AND g.instance = 'first')) AS value,
           count(*) AS rows
    FROM (SELECT h._case, min(h._on) AS on
          FROM register.litigation__hearing__did__hold h
          JOIN register.litigation__hearing g ON g._tenant = $1::uuid AND g._id = h._id
          WHERE h._tenant = $1::uuid AND h._on <= $3::date AND g.instance = 'first' AND NOT EXISTS (
            SELECT FROM register.litigation__hearing__did__exempt x WHERE x._tenant = $1::uuid AND x._id = h._id)
          GROUP BY h._case) first
    WHERE first.on >= $2::date`,
  'litigation.on-time-answer-rate': `
    SELECT count(*) FILTER (WHERE t.met_on <= t.due) AS value, count(*) AS rows
    FROM ledger.term t
    WHERE t.tenant = $1::uuid AND t.mechanism = 'litigation' AND t.term = 'answering' AND t.kind IS NULL
      AND t.due BETWEEN $2::date AND $3::date AND NOT EXISTS (
        SELECT FROM register.litigation__did__withdraw w WHERE w._case = t.stream AND ${during('w.')} AND NOT EXISTS (
          SELECT FROM register.litigation__did__answer a WHERE a._case = w._case AND ${during('a.')}))`,
}
