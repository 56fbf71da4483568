// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/store.hpp"
#include "corpus/text.hpp"
#include "fetch/extract/annotator.hpp"
#include "fetch/extract/event_score.hpp"
#include "fetch/extract/learn.hpp"
#include "query/commands.hpp"
#include "query/people/training.hpp"

#include <array>
#include <fstream>
#include <set>

namespace casebook {

namespace {

/// A corpus that may be learned from, and what its licence allows.
struct CorpusRow
{
    std::string_view file;
    std::string_view name;
    std::string_view licence;
    std::vector<AnnotatedText> LearningData::*part;
    bool may_ship;
};

const std::array<CorpusRow, 5> corpora = {
    {{"phee_train.jsonl", "PHEE V2, train (Sun et al., EMNLP 2022)", "MIT", &LearningData::events, true},
     {"bc5cdr_train.jsonl", "BC5CDR, train (Li et al., Database 2016)", "public domain", &LearningData::documents,
      true},
     {"bc5cdr_dev.jsonl", "BC5CDR, development", "public domain", &LearningData::documents, true},
     {"ade_train.jsonl", "ADE-Corpus-V2 (Gurulingappa et al., 2012)", "none stated: not to be shipped",
      &LearningData::sentences, false},
     {"biored_train.jsonl", "BioRED (Luo et al., 2022)", "unknown: not to be shipped", &LearningData::relations,
      false}}};

/// The scores as rows of a table in Markdown.
std::string score_table(const EventScore& score)
{
    std::string out = "| what | wanted | F1 |\n|---|---|---|\n";
    const auto row = [&](std::string_view name, const Hits& hits) {
        out += format("| {} | {} | {} |\n", name, hits.wanted, percent(hits.f1()));
    };
    row("all arguments, exact", score.exact);
    row("all arguments, words", score.words);
    for (const auto& [role, hits] : score.roles)
        row(role + ", exact", hits);
    for (const auto& [type, hits] : score.types)
        row(type + " events", hits);
    return out;
}

class Training
{
public:
    Training(const Request& request, const Console& console)
        : request_(request),
          console_(console),
          folder_(request.text("DATA")),
          file_(request.text("-o")),
          measured_(request.has("--measured"))
    {
    }

    int run()
    {
        const std::vector<AnnotatedText> dev = read_corpus(folder_ / "phee_dev.jsonl");
        read_data(dev);
        const Model model = learn(data_, [&](const std::string& what) { console_.err << what << "\n"; });
        const std::string bytes = model.bytes();
        write_file(file_, bytes);
        console_.out << format("{}: {} features, {} weights, {} bytes\n", file_.string(), model.features(),
                               model.weights(), bytes.size());
        const std::string scores = score_table(score_of(dev));
        console_.out << scores;
        write_file(std::filesystem::path(file_).replace_extension(".md"),
                   card(model, bytes.size(), dev.size(), scores));
        return 0;
    }

private:
    /// Documents of the development split are left out of everything that is learned from.
    void read_data(const std::vector<AnnotatedText>& dev)
    {
        std::set<std::string> held_out;
        for (const AnnotatedText& text : dev)
            held_out.insert(text.pmid);
        for (const CorpusRow& row : corpora) {
            if (!row.may_ship && !measured_)
                continue;
            std::vector<AnnotatedText>& part = data_.*row.part;
            std::size_t used = 0;
            for (AnnotatedText& text : read_corpus(folder_ / row.file))
                if (!held_out.contains(text.pmid)) {
                    part.push_back(std::move(text));
                    ++used;
                }
            sources_ += format("| {} | {} | {} |\n", row.name, row.licence, used);
            console_.err << format("{}: {} texts\n", row.file, used);
        }
    }

    /// Of the file as it was written, not of what is in memory.
    EventScore score_of(const std::vector<AnnotatedText>& dev) const
    {
        Annotator annotator(Model::open(file_));
        std::vector<AnnotatedText> told;
        for (const AnnotatedText& text : dev)
            told.push_back({text.id, text.pmid, text.text, annotate(annotator, text.text, 0), {}, {}, {}, {}});
        return score_events(dev, told);
    }

    std::string card(const Model& model, std::size_t bytes, std::size_t sentences, const std::string& scores) const
    {
        std::string parts;
        for (const ModelPart& part : model.parts())
            parts += format("- `{}`: {}\n", part.name, join(part.kinds, ", "));
        return format(
            "# {}\n\nMade {} by `casebook train{}`. {} features, {} weights, {} bytes.\n\n{}"
            "## Learned from\n\n| corpus | licence | texts |\n|---|---|---|\n{}\n"
            "Texts of PHEE's development split are in none of them. No text is in the model: features are "
            "hashes.\n\n## Parts\n\nLinear-chain conditional random fields and two classifiers, in this order "
            "of work: entities, then main, argument and trigger, then main and argument again with what the "
            "first round held (each sentence read by taggers that had not seen its document), then the kind "
            "of event.\n\n{}\nFeatures (version {}): words, stems, affixes, shapes, word classes, hits of the "
            "vocabularies, quantities, cues to both sides; see `fetch/extract/features.cpp`.\n\n"
            "## Scores on PHEE V2, development split ({} sentences)\n\nF1 as PHEE measures it, of the file "
            "as written. Recipes and thresholds were chosen on this split: expect a little less on other "
            "texts. Roles with few examples swing by ten points.\n\n{}",
            file_.filename().string(), today(), measured_ ? " --measured" : "", model.features(), model.weights(),
            bytes,
            measured_ ? "**For measuring only**: learned from corpora without a licence, not to be "
                        "published.\n\n"
                      : "",
            sources_, parts, feature_version, sentences, scores);
    }

    const Request& request_;
    const Console& console_;
    std::filesystem::path folder_;
    std::filesystem::path file_;
    bool measured_;
    LearningData data_;
    std::string sources_;
};

} // namespace

std::vector<AnnotatedText> read_corpus(const std::filesystem::path& file)
{
    std::ifstream in(file);
    if (!in)
        throw Error(format("{}: cannot be opened. `casebook train` takes the folder with phee_train.jsonl and "
                           "bc5cdr_train.jsonl.",
                           file.string()));
    std::vector<AnnotatedText> out;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        Parsed<AnnotatedText> text = parse_annotated(line);
        if (!text)
            throw Error(format("{}: line {} {}. Nothing was trained.", file.string(), number, text.error().what));
        out.push_back(std::move(*text));
    }
    return out;
}

std::string percent(double value) { return format("{:.1f}", 100 * value); }

std::string today() { return utc_now().substr(0, 10); }

int run_train(const Request& request, const Console& console)
{
    return request.has("--roles") ? run_train_roles(request, console) : Training(request, console).run();
}

} // namespace casebook
