// SPDX-License-Identifier: GPL-3.0-or-later
// The peer of tests/bench/faers_rate: the same three tables, loaded, deduplicated and paired by DuckDB, one thread.
//
//     node duckdb.mjs FOLDER [counting|kept|whole [FILE]]      JSON: processor seconds of each step, and what was counted
//
// `counting` loads the columns that counting pairs needs here, eight of the three tables; `kept` every column that Casebook's store
// keeps of them, twenty-seven; `whole` all that they have. With FILE the tables go to a database on disk, which packs them, as
// Casebook's store goes to disk; else they stay in memory as they are.
import { createRequire } from 'node:module';
import path from 'node:path';

const { DuckDBInstance } = createRequire(path.join(process.env.PEERS, 'x.js'))('@duckdb/node-api');
const [folder, columns = 'counting', file = ':memory:'] = process.argv.slice(2);
const instance = await DuckDBInstance.create(file);
const db = await instance.connect();

function cpu() {
    const used = process.resourceUsage();
    return (used.userCPUTime + used.systemCPUTime) / 1e6;
}

async function step(...sql) {
    const begin = cpu();
    let rows = [];
    for (const text of sql)
        rows = await (await db.runAndReadAll(text)).getRows();
    return [cpu() - begin, rows];
}

const numbers = {
    demo: ['primaryid::BIGINT primaryid', 'caseid::BIGINT caseid', 'caseversion::INT AS v'],
    drug: ['primaryid::BIGINT primaryid'],
    reac: ['primaryid::BIGINT primaryid'],
};
const more = {
    counting: { demo: [], drug: ['role_cod', 'prod_ai'], reac: ['pt'] },
    kept: {
        demo: ['event_dt', 'init_fda_dt', 'fda_dt', 'mfr_num', 'mfr_sndr', 'lit_ref', 'age', 'age_cod', 'age_grp', 'sex', 'occp_cod',
            'reporter_country', 'occr_country'],
        drug: ['drug_seq::INT drug_seq', 'role_cod', 'drugname', 'prod_ai', 'route', 'dose_form', 'dechal', 'rechal'],
        reac: ['pt'],
    },
    whole: { demo: ['* EXCLUDE (primaryid, caseid, caseversion)'], drug: ['* EXCLUDE (primaryid)'], reac: ['* EXCLUDE (primaryid)'] },
}[columns];
const table = (name) => `CREATE TABLE ${name} AS SELECT ${[...numbers[name], ...more[name]].join(', ')} FROM read_csv(
    '${folder}/20*/${name.toUpperCase()}*.txt', delim='$', header=true, quote='', escape='', all_varchar=true)`;
await step('SET threads=1');
const [load] = await step(table('demo'), table('drug'), table('reac'), ...(file === ':memory:' ? [] : ['CHECKPOINT']));
const [dedup] = await step(
    `CREATE TABLE kept AS SELECT primaryid FROM (SELECT primaryid, row_number() OVER (PARTITION BY caseid ORDER BY v DESC) r FROM demo) WHERE r = 1`);
const suspects = `SELECT DISTINCT primaryid, prod_ai FROM drug SEMI JOIN kept USING (primaryid) WHERE role_cod IN ('PS', 'SS')`;
const terms = `SELECT DISTINCT primaryid, pt FROM reac SEMI JOIN kept USING (primaryid)`;
const [pairs, counted] = await step(
    `SELECT count(*), sum(n)::BIGINT FROM (SELECT prod_ai, pt, count(*) n FROM (${suspects}) JOIN (${terms}) USING (primaryid) GROUP BY ALL HAVING n >= 3)`);
const [[drug, term]] = (await step(
    `SELECT (SELECT mode(prod_ai) FROM drug), (SELECT mode(pt) FROM reac)`))[1];
const walls = [];
for (let i = 0; i < 9; ++i) {
    const begin = performance.now();
    await step(`WITH d AS (SELECT DISTINCT primaryid FROM drug SEMI JOIN kept USING (primaryid) WHERE role_cod IN ('PS', 'SS') AND prod_ai = '${drug}'),
        e AS (SELECT DISTINCT primaryid FROM reac SEMI JOIN kept USING (primaryid) WHERE pt = '${term}')
        SELECT (SELECT count(*) FROM d SEMI JOIN e USING (primaryid)), (SELECT count(*) FROM d), (SELECT count(*) FROM e), (SELECT count(*) FROM kept)`);
    walls.push(performance.now() - begin);
}
walls.sort((a, b) => a - b);
const [[version]] = (await step('SELECT version()'))[1];
console.log(JSON.stringify({ version, load_s: load, dedup_s: dedup, pairs_s: pairs, enough: Number(counted[0][0]), sum: Number(counted[0][1]), table_ms: walls[4] }));
