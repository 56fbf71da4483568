// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/copies/dump.hpp"

#include "corpus/archive.hpp"
#include "corpus/base64.hpp"
#include "corpus/json.hpp"
#include "corpus/text.hpp"
#include "query/people/bad_rows.hpp"
#include "query/people/protocol_versions.hpp"

#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// Bytes as they are where JSON can hold them.
void put_bytes(Json& to, const std::string& key, const std::string& bytes)
{
    if (invalid_utf8(bytes) == std::string_view::npos)
        to[key] = bytes;
    else
        to[key + "_base64"] = to_base64(bytes);
}

Json run_line(const Store& store, const Run& run)
{
    return {{"type", "run"},
            {"id", run.id},
            {"kind", run.kind},
            {"started", run.started},
            {"finished", run.finished},
            {"status", run.status},
            {"details", run.details},
            {"asked", store.wanted(run.id, Wanted::asked)},
            {"got", store.wanted(run.id, Wanted::got)},
            {"missing", store.wanted(run.id, Wanted::missing)},
            {"left_out", store.wanted(run.id, Wanted::left_out)}};
}

Json article_line(const KeptArticle& kept)
{
    Json forms = Json::array();
    for (const Form& form : kept.forms) {
        Json item = {{"run", form.run}, {"counts", form.sha256 == kept.info.sha256}};
        put_bytes(item, "raw", form.raw);
        forms.push_back(std::move(item));
    }
    return {{"type", "article"},
            {"id", kept.info.id},
            {"origin", kept.info.origin},
            {"position", kept.position},
            {"channel", kept.info.channel},
            {"added_run", kept.info.added_run},
            {"changed_run", kept.info.changed_run},
            {"deleted", kept.info.deleted},
            {"record", Json::parse(to_json(kept.article))},
            {"forms", std::move(forms)}};
}

Json full_text_line(const std::string& article, const Store::KeptFullText& kept)
{
    Json out = {{"type", "full_text"},
                {"article", article},
                {"access", name_of(kept.found.access)},
                {"source", kept.found.source},
                {"at", kept.found.at},
                {"by", kept.found.by},
                {"license", kept.found.license},
                {"note", kept.found.note},
                {"run", kept.run},
                {"passages", Json::parse(to_json(kept.found.passages))}};
    if (!kept.raw.empty())
        put_bytes(out, "raw", kept.raw);
    return out;
}

Json pairing_line(const Pairing& pairing)
{
    return {{"type", "pairing"},        {"first", pairing.first},
            {"second", pairing.second}, {"kinship", name_of(pairing.kinship)},
            {"by", pairing.by},         {"at", pairing.at},
            {"note", pairing.note}};
}

/// What most words are not.
template <class Word> Json with_standing(Json line, const Word& word)
{
    if (word.withdrawn)
        line["withdrawn"] = true;
    if (word.adjudicated)
        line["adjudicated"] = true;
    if (word.turn > 0)
        line["turn"] = word.turn;
    return line;
}

Json decision_line(const Decision& decision)
{
    Json out = {{"type", "decision"},
                {"article", decision.article},
                {"verdict", name_of(decision.verdict)},
                {"reason", decision.reason},
                {"by", decision.by},
                {"at", decision.at},
                {"note", decision.note},
                {"source", decision.source},
                {"grounds", Json::parse(to_json(decision.grounds))}};
    if (decision.by != by_rules)
        out["stage"] = name_of(decision.stage);
    return with_standing(std::move(out), decision);
}

Json correction_line(const Correction& correction)
{
    return with_standing({{"type", "correction"},
                          {"article", correction.article},
                          {"case", correction.case_number},
                          {"field", correction.field},
                          {"value", correction.value},
                          {"by", correction.by},
                          {"at", correction.at},
                          {"note", correction.note}},
                         correction);
}

Json answer_line(const ItemAnswer& said)
{
    return with_standing({{"type", "answer"},
                          {"article", said.article},
                          {"case", said.case_number},
                          {"instrument", said.instrument},
                          {"item", said.item},
                          {"answer", name_of(said.answer)},
                          {"by", said.by},
                          {"at", said.at},
                          {"note", said.note}},
                         said);
}

Json claim_line(const ToldClaim& claim)
{
    return {{"type", "claim"},      {"words", claim.words}, {"bound", name_of(claim.bound)},
            {"count", claim.count}, {"as_of", claim.as_of}, {"source", claim.source},
            {"by", claim.by},       {"at", claim.at}};
}

Json search_line(const SavedSearch& search)
{
    return {{"type", "search"},
            {"name", search.name},
            {"query", search.query},
            {"sort", search.sort},
            {"words", search.words},
            {"similar_to", search.similar_to},
            {"at", search.at},
            {"ran", search.ran},
            {"seen", search.seen.empty() ? Json() : Json::parse(search.seen)}};
}

Json quarantine_line(const Quarantined& item, bool mended)
{
    Json out = {{"type", "quarantine"},
                {"origin", item.origin.name},
                {"position", item.origin.position},
                {"what", item.what},
                {"at", item.at}};
    if (item.origin.line > 0)
        out["line"] = item.origin.line;
    if (item.origin.channel != "database")
        out["channel"] = item.origin.channel;
    if (mended)
        out["mended"] = true;
    put_bytes(out, "bytes", item.bytes);
    return out;
}

void dump_article(const Store& store, const std::string& id, const std::function<void(const Json&)>& line)
{
    line(article_line(store.kept(id)));
    for (const Store::KeptFullText& kept : store.kept_full_texts(id))
        line(full_text_line(id, kept));
    if (const std::string key = store.stage_key(id, "screen"); !key.empty())
        line({{"type", "stage"}, {"article", id}, {"stage", "screen"}, {"key", key}});
    if (const auto extraction = store.extraction(id))
        line({{"type", "extraction"},
              {"article", id},
              {"key", store.stage_key(id, "extract")},
              {"extraction", Json::parse(to_json(*extraction))}});
    for (const Decision& decision : store.decisions(id))
        line(decision_line(decision));
    for (const Correction& correction : store.corrections(id))
        line(correction_line(correction));
    for (const ItemAnswer& said : store.item_answers(id))
        line(answer_line(said));
}

} // namespace

void write_dump(Casebook& casebook, std::ostream& out)
{
    Store& store = casebook.store;
    const Store::Transaction one_moment(store, Store::Transaction::Purpose::read); // a pipe may wait for long
    const auto line = [&](const Json& json) {
        out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
    };
    line({{"type", "casebook"}, {"version", dump_version}, {"protocol", read_file(casebook.request.protocol())}});
    const std::optional<ProtocolVersion> screened = screened_under_which(store);
    for (const ProtocolVersion& version : store.protocol_versions()) {
        Json kept = {{"type", "protocol"}, {"at", version.at}, {"text", version.text}};
        if (version == screened)
            kept["screened"] = true;
        line(kept);
    }
    for (const Run& run : store.runs())
        line(run_line(store, run));
    for (const std::string& id : store.all_article_ids())
        dump_article(store, id, line);
    for (const Pairing& pairing : store.pairings())
        line(pairing_line(pairing));
    for (const ToldClaim& claim : store.told_claims())
        line(claim_line(claim));
    for (const SavedSearch& search : store.saved_searches())
        line(search_line(search));
    std::set<std::int64_t> bad;
    for (const Quarantined& item : still_bad(store))
        bad.insert(item.id);
    for (const Quarantined& item : store.quarantined())
        line(quarantine_line(item, !bad.contains(item.id)));
}

} // namespace casebook
