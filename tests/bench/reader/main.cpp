// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own reader of PubMed XML without the store: a file, packed or not, into whole articles.
//
//     bench_reader FILE [dump]     how many were read; dump: a JSON line each of the fields that the peers take
#include "corpus/archive.hpp"
#include "fetch/source/pubmed_xml.hpp"

#include <iostream>
#include <nlohmann/json.hpp>

using namespace casebook;

namespace {

using Json = nlohmann::ordered_json;

Json fields_of(const Article& article)
{
    Json abstract = Json::array(), authors = Json::array(), mesh = Json::array(), types = Json::array();
    for (const AbstractPart& part : article.abstract)
        abstract.push_back({part.label, part.body.text});
    for (const Author& author : article.authors)
        authors.push_back({author.last_name, author.fore_name, author.initials});
    for (const MeshHeading& heading : article.mesh) {
        Json names = {heading.name};
        for (const Qualifier& qualifier : heading.qualifiers)
            names.push_back(qualifier.name);
        mesh.push_back(std::move(names));
    }
    for (const PublicationType& type : article.publication_types)
        types.push_back(type.name);
    return {article.pmid, article.title.text, std::move(abstract), article.journal, article.published.year,
            authors,      std::move(mesh),    std::move(types),    article.doi,     article.keywords};
}

} // namespace

int main(int count, char** words)
{
    if (count < 2)
        return 2;
    const bool dump = count > 2;
    std::size_t records = 0, broken = 0, characters = 0;
    PubmedSplitter splitter([&](PubmedPiece piece, std::string_view xml, std::size_t) {
        if (piece == PubmedPiece::deletion)
            return;
        const Parsed<Article> article = parse_pubmed_record(xml);
        if (piece == PubmedPiece::torn || !article) {
            ++broken;
            return;
        }
        ++records;
        characters += article->title.text.size();
        if (dump && !article->book)
            std::cout << fields_of(*article).dump() << "\n";
    });
    InputStream in(words[1]);
    std::string buffer(read_chunk, '\0');
    while (const std::size_t size = in.read(buffer.data(), buffer.size()))
        splitter.feed(std::string_view(buffer).substr(0, size));
    splitter.finish();
    if (!dump)
        std::cout << records << " records, " << broken << " broken, " << characters << " bytes of titles\n";
    return broken == 0 ? 0 : 1;
}
