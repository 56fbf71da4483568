// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/archive.hpp"
#include "corpus/format.hpp"
#include "fetch/extract/event_score.hpp"
#include "fetch/extract/pair_roles.hpp"
#include "query/people/training.hpp"

#include <algorithm>
#include <iostream>
#include <set>

namespace casebook {

namespace {

constexpr std::string_view learned_from = "bc5cdr_train.jsonl";
constexpr std::string_view measured_on = "bc5cdr_dev.jsonl";

using Pairs = std::set<std::pair<std::string, std::string>>;

/// Of documents with their entities: pairs that are blamed, and that the corpus has. What has no id ("-1") has no pair.
Hits score_roles(const Reader& reader, const Model* model, const std::vector<AnnotatedText>& documents)
{
    Hits out;
    for (const AnnotatedText& document : documents) {
        const Pairs wanted(document.causes.begin(), document.causes.end());
        Pairs told;
        for (const AnnotatedPair& pair : read_pair_roles(reader, model, document))
            if (pair.role == "suspect" && pair.drug.role != "-1" && pair.event.role != "-1")
                told.emplace(pair.drug.role, pair.event.role);
        out.wanted += wanted.size();
        out.told += told.size();
        out.right += static_cast<std::size_t>(
            std::ranges::count_if(told, [&](const auto& pair) { return wanted.contains(pair); }));
    }
    return out;
}

std::string row_of(std::string_view name, const Hits& hits)
{
    return format("| {} | {} | {} | {} | {} |\n", name, hits.wanted, percent(hits.precision()), percent(hits.recall()),
                  percent(hits.f1()));
}

} // namespace

int run_train_roles(const Request& request, const Console& console)
{
    const std::filesystem::path folder = request.text("DATA"), file = request.text("-o");
    const std::vector<AnnotatedText> documents = read_corpus(folder / learned_from);
    const std::vector<AnnotatedText> unseen = read_corpus(folder / measured_on);
    const Reader reader;
    const Model learned = learn_pairs(reader, documents);
    const std::string bytes = learned.bytes();
    write_file(file, bytes);
    const Model model = Model::open(file); // of the file as it was written
    const std::string scores = "| roles by | wanted | precision | recall | F1 |\n|---|---|---|---|---|\n" +
                               row_of("the rules alone", score_roles(reader, nullptr, unseen)) +
                               row_of("rules and model", score_roles(reader, &model, unseen));
    console.out << format("{}: {} features, {} weights, {} bytes\n", file.string(), model.features(), model.weights(),
                          bytes.size())
                << scores;
    write_file(
        std::filesystem::path(file).replace_extension(".md"),
        format(
            "# {}\n\nMade {} by `casebook train --roles`. {} features, {} weights, {} bytes.\n\n"
            "Learned from BC5CDR, train (Li et al., Database 2016; public domain): {} abstracts, with the chemicals "
            "that they say induced a disease. No text is in the model: features are hashes, and no drug's name is "
            "one.\n"
            "\nOne classifier: a pair of a drug and a condition, by the rules' cues for it, where both stand, the "
            "words "
            "around and between them, the words of the condition's name and of the title, and how the other pairs of "
            "the text compare (`fetch/extract/pair_views.cpp`).\n\n"
            "## Scores on BC5CDR, development split ({} abstracts, entities given)\n\n"
            "Pairs of MeSH ids for a whole abstract. The recipe was chosen by leaving out each fifth of the training "
            "abstracts in turn.\n\n{}",
            file.filename().string(), today(), model.features(), model.weights(), bytes.size(), documents.size(),
            unseen.size(), scores));
    return 0;
}

} // namespace casebook
