// SPDX-License-Identifier: GPL-3.0-or-later
// The peer of tests/bench/faers_rate: the same three tables, loaded, deduplicated and paired by DuckDB, one thread.
//
//     node duckdb.mjs FOLDER        JSON: processor seconds of each step, and what was counted
//
// Counting pairs needs four columns of DEMO, four of DRUG and two of REAC: `load_s`. A store that tells of a report keeps
// more of them: `load_kept_s` is the load of every column that Casebook's store has.
import { createRequire } from 'node:module';
import path from 'node:path';

const { DuckDBInstance } = createRequire(path.join(process.env.PEERS, 'x.js'))('@duckdb/node-api');
const folder = process.argv[2];
const instance = await DuckDBInstance.create(process.env.DUCKDB_FILE ?? ':memory:');
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

const table = (name) => `read_csv('${folder}/20*/${name}*.txt', delim='$', header=true, quote='', escape='', all_varchar=true)`;
await step('SET threads=1');
const [load] = await step(
    `CREATE TABLE demo AS SELECT primaryid::BIGINT primaryid, caseid::BIGINT caseid, caseversion::INT AS v, fda_dt FROM ${table('DEMO')}`,
    `CREATE TABLE drug AS SELECT primaryid::BIGINT primaryid, role_cod, drugname, prod_ai FROM ${table('DRUG')}`,
    `CREATE TABLE reac AS SELECT primaryid::BIGINT primaryid, pt FROM ${table('REAC')}`);
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
const [kept] = await step(
    `CREATE TABLE demo_kept AS SELECT primaryid::BIGINT primaryid, caseid::BIGINT caseid, caseversion::INT AS v, event_dt, init_fda_dt, fda_dt,
        mfr_num, mfr_sndr, lit_ref, age, age_cod, age_grp, sex, occp_cod, reporter_country, occr_country FROM ${table('DEMO')}`,
    `CREATE TABLE drug_kept AS SELECT primaryid::BIGINT primaryid, drug_seq::INT drug_seq, role_cod, drugname, prod_ai, route, dose_form, dechal,
        rechal FROM ${table('DRUG')}`,
    `CREATE TABLE reac_kept AS SELECT primaryid::BIGINT primaryid, pt FROM ${table('REAC')}`);
walls.sort((a, b) => a - b);
console.log(JSON.stringify({ load_s: load, load_kept_s: kept, dedup_s: dedup, pairs_s: pairs, enough: Number(counted[0][0]), sum: Number(counted[0][1]), table_ms: walls[4] }));
