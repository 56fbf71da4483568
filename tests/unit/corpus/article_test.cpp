// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/article.hpp"

#include <doctest/doctest.h>

using namespace casebook;

namespace {

Article article_of(const std::string& title, std::vector<Author> authors = {})
{
    Article article;
    article.title.text = title;
    article.authors = std::move(authors);
    return article;
}

Author person(const std::string& last, const std::string& initials = "")
{
    Author author;
    author.last_name = last;
    author.initials = initials;
    return author;
}

} // namespace

TEST_CASE("a citation has what the record has, and no empty brackets for what it lacks")
{
    Article article = article_of("Hair loss under velnarane", {person("Probe", "K"), person("Solo")});
    CHECK(citation(article) == "Probe K, Solo. Hair loss under velnarane.");
    article.journal = "Made-up Journal";
    CHECK(citation(article) == "Probe K, Solo. Hair loss under velnarane. Made-up Journal.");
    article.journal_abbreviation = "Made J";
    article.published.year = 2019;
    article.volume = "7";
    article.pages = "101-4";
    CHECK(citation(article) == "Probe K, Solo. Hair loss under velnarane. Made J. 2019;7:101-4.");
    article.issue = "2";
    CHECK(citation(article) == "Probe K, Solo. Hair loss under velnarane. Made J. 2019;7(2):101-4.");
}

TEST_CASE("a title that ends in its own mark gets no second one")
{
    CHECK(citation(article_of("Hair?")) == "Hair?");
    CHECK(citation(article_of("Hair.")) == "Hair.");
    CHECK(citation(article_of("Hair!")) == "Hair!");
}

TEST_CASE("long lists of authors are cut, incomplete ones say so")
{
    Article article = article_of("Hair", {person("A", "A"), person("B", "B"), person("C", "C")});
    CHECK(author_line(article, 3) == "A A, B B, C C");
    CHECK(author_line(article, 2) == "A A, B B et al.");
    article.authors_complete = false;
    CHECK(author_line(article, 3) == "A A, B B, C C et al.");
    CHECK(author_line(article_of("Hair"), 3) == "");
}

TEST_CASE("a short reference names the first author and the year, or says that there is none")
{
    Article article = article_of("Hair", {person("Probe", "K"), person("Solo")});
    CHECK(short_reference(article) == "Probe n.d.");
    article.electronic.year = 2018;
    CHECK(short_reference(article) == "Probe 2018");
    article.published.year = 2019;
    CHECK(short_reference(article) == "Probe 2019");
    CHECK(short_reference(article_of("Hair")) == "Author not known n.d.");
}

TEST_CASE("dates are written as far as they are known")
{
    CHECK(iso_date({2018, 3, 7, ""}) == "2018-03-07");
    CHECK(iso_date({2018, 3, 0, ""}) == "2018-03");
    CHECK(iso_date({2018, 0, 7, ""}) == "2018");
    CHECK(iso_date({}) == "");
}

TEST_CASE("a PMID from 99000001 up stands for one that is not known")
{
    CHECK(pmid_is_known("98000001"));
    CHECK(pmid_is_known("9900001"));
    CHECK_FALSE(pmid_is_known("99000001"));
    CHECK_FALSE(pmid_is_known(""));
}

TEST_CASE("paraphrases and invented records are told by their copyright line")
{
    Article article = article_of("Hair");
    CHECK_FALSE(is_paraphrase(article));
    article.copyright = "Paraphrase by the Casebook project; not the authors' words";
    CHECK(is_paraphrase(article));
    CHECK_FALSE(is_invented(article));
    article.copyright = "Invented record, for testing only";
    CHECK(is_invented(article));
}

TEST_CASE("a mark that no longer fits its text shows the text")
{
    CHECK(displayed({"CO2", {{2, 3, false}}}) == "CO_2");
    CHECK(displayed({"CO2", {}}) == "CO2");
}
