// SPDX-License-Identifier: GPL-3.0-or-later
// Every awkward way in which PubMed writes a title, an abstract or a name. The records are made up.
#include "fetch/source/pubmed_xml.hpp"

#include "tests/unit/fetch/source/pubmed_record.hpp"

#include <doctest/doctest.h>

using namespace casebook;

TEST_CASE("markup in a title is flattened, sup and sub stay known")
{
    const Article article =
        read_article("<ArticleTitle><i>In vivo</i> CO<sub>2</sub> at 10<sup>3</sup> h.</ArticleTitle>");
    CHECK(article.title.text == "In vivo CO2 at 103 h.");
    CHECK(display_title(article) == "In vivo CO_2 at 10^3 h.");
}

TEST_CASE("the parts of a structured abstract keep order, label and category")
{
    const Article article =
        read_article("<Abstract><AbstractText Label=\"BACKGROUND\" NlmCategory=\"BACKGROUND\">One.</AbstractText>"
                     "<AbstractText Label=\"CASE PRESENTATION\">Two.</AbstractText><AbstractText>Three.</AbstractText>"
                     "<AbstractText Label=\"UNLABELLED\" NlmCategory=\"UNASSIGNED\">Four.</AbstractText></Abstract>");
    REQUIRE(article.abstract.size() == 4);
    CHECK(article.abstract[0].category == "BACKGROUND");
    CHECK(article.abstract[1].label == "CASE PRESENTATION");
    CHECK(article.abstract[1].category == "");
    CHECK(abstract_text(article) == "BACKGROUND: One.\nCASE PRESENTATION: Two.\nThree.\nFour.");
    const auto places = passages(article);
    REQUIRE(places.size() == 5);
    CHECK(places[0].label == "TITLE");
    CHECK(places[2].text == "Two.");
}

TEST_CASE("an empty abstract is none")
{
    CHECK(read_article("<Abstract><AbstractText/></Abstract>").abstract.empty());
    CHECK(read_article("<Abstract><AbstractText> \n </AbstractText></Abstract>").abstract.empty());
    CHECK(abstract_text(read_article("")) == "");
}

TEST_CASE("the copyright line stands beside the abstract, not in it")
{
    const Article article = read_article("<Abstract><AbstractText>Hair.</AbstractText>"
                                         "<CopyrightInformation>© Nobody</CopyrightInformation></Abstract>");
    CHECK(abstract_text(article) == "Hair.");
    CHECK(article.copyright == "© Nobody");
}

TEST_CASE("abstracts in other languages are kept apart from the English one")
{
    const Article article = read_citation_of(
        "", "<OtherAbstract Type=\"Publisher\" Language=\"ger\"><AbstractText Label=\"FALL\">Haar.</AbstractText>"
            "<AbstractText>Weg.</AbstractText></OtherAbstract>");
    CHECK(article.abstract.empty());
    REQUIRE(article.other_abstracts.size() == 1);
    CHECK(article.other_abstracts[0] == OtherAbstract{"Publisher", "ger", "Haar.\nWeg."});
}

TEST_CASE("a title that NLM translated is known by its brackets")
{
    CHECK(read_article("<ArticleTitle>[Hair loss under a drug].</ArticleTitle><Language>ger</Language>")
              .title_translated);
    CHECK(read_article("<ArticleTitle>[Hair loss?]</ArticleTitle><Language>eng</Language>").title_translated);
    CHECK(read_article("<ArticleTitle>[Hair loss] (author's transl).</ArticleTitle><Language>fre</Language>")
              .title_translated);
    CHECK_FALSE(
        read_article("<ArticleTitle>[18F]CFA as a probe.</ArticleTitle><Language>eng</Language>").title_translated);
    CHECK_FALSE(read_article("<ArticleTitle>Hair [loss].</ArticleTitle><Language>ger</Language>").title_translated);
}

TEST_CASE("an article without a usable title shows its vernacular one")
{
    const std::string vernacular = "<VernacularTitle>Haarausfall.</VernacularTitle>";
    CHECK(display_title(read_article("<ArticleTitle></ArticleTitle>" + vernacular)) == "Haarausfall.");
    CHECK(display_title(read_article(vernacular)) == "Haarausfall.");
    CHECK(display_title(read_article("<ArticleTitle>[Not Available].</ArticleTitle>" + vernacular)) == "Haarausfall.");
    CHECK(display_title(read_article("")) == "(no title)");
}

TEST_CASE("languages are a list of lower-case codes")
{
    CHECK(read_article("<Language>ENG</Language><Language>ger</Language>").languages ==
          std::vector<std::string>{"eng", "ger"});
}

TEST_CASE("authors: collective names among persons, misspelt twins left out, missing parts missing")
{
    const Article article = read_article(
        "<AuthorList CompleteYN=\"N\"><Author ValidYN=\"Y\"><LastName>Probe</LastName><ForeName>Karl</ForeName>"
        "<Initials>K</Initials><Suffix>Jr</Suffix><Identifier Source=\"ORCID\">0000-0001</Identifier>"
        "<AffiliationInfo><Affiliation>Here.</Affiliation></AffiliationInfo>"
        "<AffiliationInfo><Affiliation>There.</Affiliation></AffiliationInfo></Author>"
        "<Author ValidYN=\"N\"><LastName>Prob</LastName></Author><Author><LastName>Solo</LastName></Author>"
        "<Author><CollectiveName>Hair Study Group</CollectiveName></Author></AuthorList>");
    REQUIRE(article.authors.size() == 3);
    CHECK(article.authors[0].orcid == "0000-0001");
    CHECK(article.authors[0].affiliations == std::vector<std::string>{"Here.", "There."});
    CHECK(article.authors[2].collective);
    CHECK(article.authors[2].last_name == "Hair Study Group");
    CHECK_FALSE(article.authors_complete);
    CHECK(author_line(article, 6) == "Probe K Jr, Solo, Hair Study Group et al.");
    CHECK(short_reference(article) == "Probe n.d.");
}

TEST_CASE("old records keep their affiliations too")
{
    const Article of_2013 =
        read_article("<Affiliation>Old Hospital.</Affiliation><AuthorList><Author><LastName>One</LastName>"
                     "</Author><Author><LastName>Two</LastName></Author></AuthorList>");
    CHECK(of_2013.authors[0].affiliations == std::vector<std::string>{"Old Hospital."});
    CHECK(of_2013.authors[1].affiliations.empty());
    const Article of_2014 = read_article("<AuthorList><Author><LastName>One</LastName>"
                                         "<Affiliation>Own Hospital.</Affiliation></Author></AuthorList>");
    CHECK(of_2014.authors[0].affiliations == std::vector<std::string>{"Own Hospital."});
}

TEST_CASE("pages come from the old and the new form, else from the electronic location")
{
    CHECK(read_article("<Pagination><MedlinePgn>101-4</MedlinePgn></Pagination>").pages == "101-4");
    CHECK(read_article("<Pagination><StartPage>7</StartPage><EndPage>9</EndPage></Pagination>").pages == "7-9");
    CHECK(read_article("<Pagination><StartPage>7</StartPage></Pagination>").pages == "7");
    CHECK(read_article("<ELocationID EIdType=\"pii\">e77</ELocationID>").pages == "e77");
    CHECK(
        read_article("<Pagination><StartPage>7</StartPage></Pagination><ELocationID EIdType=\"pii\">e77</ELocationID>")
            .pages == "7");
}

TEST_CASE("journal, issue and dates are read, the journal's year is the year")
{
    const Article article = read_article(
        "<Journal><ISSN>0000-0001</ISSN><JournalIssue><Volume>7</Volume><Issue>2</Issue><PubDate><Year>2019</Year>"
        "<Month>Mar</Month></PubDate></JournalIssue><Title>Made-up Journal</Title><ISOAbbreviation>Made "
        "J</ISOAbbreviation>"
        "</Journal><ArticleTitle>Hair</ArticleTitle><ArticleDate><Year>2018</Year><Month>12</Month><Day>30</Day></"
        "ArticleDate>");
    CHECK(article.issn == "0000-0001");
    CHECK(year_of(article) == 2019);
    CHECK(iso_date(article.electronic) == "2018-12-30");
    CHECK(citation(article) == "Hair. Made J. 2019;7(2).");
}

TEST_CASE("without the journal's year the electronic one counts")
{
    CHECK(year_of(read_article("<ArticleDate><Year>2018</Year></ArticleDate>")) == 2018);
    CHECK(year_of(read_article("")) == 0);
}

TEST_CASE("the journal's short name falls back to MedlineTA")
{
    CHECK(read_citation_of("", "<MedlineJournalInfo><MedlineTA>Made J</MedlineTA></MedlineJournalInfo>")
              .journal_abbreviation == "Made J");
}

TEST_CASE("ids come from the record's own list, never from the papers it cites")
{
    const std::string references =
        "<ReferenceList><Reference><ArticleIdList><ArticleId IdType=\"doi\">10.1/other</ArticleId>"
        "<ArticleId IdType=\"pmc\">PMC9</ArticleId><ArticleId IdType=\"pubmed\">98000077</ArticleId></ArticleIdList>"
        "</Reference><ReferenceList><Reference><ArticleIdList><ArticleId IdType=\"pubmed\">98000078</ArticleId>"
        "</ArticleIdList></Reference></ReferenceList></ReferenceList>";
    const Article none = read_record("", "", references);
    CHECK(none.doi == "");
    CHECK(none.pmcid == "");
    const Article own = read_record("", "",
                                    "<ArticleIdList><ArticleId IdType=\"doi\">10.1/own</ArticleId>"
                                    "<ArticleId IdType=\"pmc\">PMC1</ArticleId></ArticleIdList>" +
                                        references);
    CHECK(own.doi == "10.1/own");
    CHECK(own.pmcid == "PMC1");
    CHECK(own.cites == std::vector<std::string>{"98000077", "98000078"});
}

TEST_CASE("lists of references may be nested as deep as the record is long")
{
    std::string open, close;
    for (int i = 0; i < 100'000; ++i) {
        open += "<ReferenceList>";
        close += "</ReferenceList>";
    }
    const std::string innermost =
        "<Reference><ArticleIdList><ArticleId IdType=\"pubmed\">98000079</ArticleId></ArticleIdList></Reference>";
    CHECK(read_record("", "", open + innermost + close).cites == std::vector<std::string>{"98000079"});
}

TEST_CASE("a DOI that only the electronic location has is read, one marked as wrong is not")
{
    CHECK(read_article("<ELocationID EIdType=\"doi\" ValidYN=\"Y\">10.1/e</ELocationID>").doi == "10.1/e");
    CHECK(read_article("<ELocationID EIdType=\"doi\" ValidYN=\"N\">10.1/wrong</ELocationID>").doi == "");
    CHECK(read_record("<ELocationID EIdType=\"doi\">10.1/e</ELocationID>", "",
                      "<ArticleIdList><ArticleId IdType=\"doi\">10.1/twin</ArticleId></ArticleIdList>")
              .doi == "10.1/e");
}

TEST_CASE("the entry date is read from the history")
{
    const Article article = read_record(
        "", "",
        "<History><PubMedPubDate PubStatus=\"pubmed\"><Year>2001</Year></PubMedPubDate>"
        "<PubMedPubDate PubStatus=\"entrez\"><Year>2002</Year><Month>1</Month><Day>2</Day></PubMedPubDate></History>");
    CHECK(iso_date(article.entered) == "2002-01-02");
}

TEST_CASE("MeSH headings keep qualifiers, majors and what assigned them")
{
    const Article article = read_citation_of(
        "", "<MeshHeadingList><MeshHeading><DescriptorName UI=\"D000505\" MajorTopicYN=\"N\" "
            "AutoHM=\"Y\">Alopecia</DescriptorName>"
            "<QualifierName UI=\"Q000139\" MajorTopicYN=\"Y\">chemically induced</QualifierName></MeshHeading>"
            "<MeshHeading><DescriptorName UI=\"D007194\" MajorTopicYN=\"Y\" "
            "Type=\"Geographic\">India</DescriptorName></MeshHeading>"
            "</MeshHeadingList><SupplMeshList><SupplMeshName Type=\"Disease\" UI=\"C1\">Baldness, "
            "made-up</SupplMeshName></SupplMeshList>");
    REQUIRE(article.mesh.size() == 2);
    CHECK(article.mesh[0] ==
          MeshHeading{"D000505", "Alopecia", false, true, false, {{"Q000139", "chemically induced", true}}});
    CHECK(article.mesh[1].geographic);
    CHECK(article.mesh[1].major);
    CHECK(article.supplementary_mesh == std::vector<std::string>{"Baldness, made-up"});
}

TEST_CASE("a registry number of 0 is none")
{
    const Article article =
        read_citation_of("", "<ChemicalList><Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance "
                             "UI=\"C1\">velnarane</NameOfSubstance></Chemical>"
                             "<Chemical><RegistryNumber>83HN0GTJ6D</RegistryNumber><NameOfSubstance "
                             "UI=\"D016572\">Cyclosporine</NameOfSubstance></Chemical>"
                             "</ChemicalList>");
    REQUIRE(article.substances.size() == 2);
    CHECK(article.substances[0] == Substance{"C1", "velnarane", ""});
    CHECK(article.substances[1].number == "83HN0GTJ6D");
}

TEST_CASE("only the authors' own keywords are keywords")
{
    const Article article =
        read_citation_of("", "<KeywordList Owner=\"NASA\"><Keyword>space</Keyword></KeywordList>"
                             "<KeywordList Owner=\"NOTNLM\"><Keyword><i>hair</i> loss</Keyword></KeywordList>");
    CHECK(article.keywords == std::vector<std::string>{"hair loss"});
}

TEST_CASE("publication types and links carry what the record says of its own fate")
{
    const Article article = read_citation_of(
        "<PublicationTypeList><PublicationType UI=\"D016441\">Retracted "
        "Publication</PublicationType></PublicationTypeList>",
        "<CommentsCorrectionsList><CommentsCorrections RefType=\"ErratumIn\"><RefSource>Made J. 2011;1</RefSource>"
        "<Note>a word</Note></CommentsCorrections><CommentsCorrections RefType=\"CommentOn\"><RefSource>x</RefSource>"
        "<PMID>7</PMID></CommentsCorrections></CommentsCorrectionsList>");
    CHECK(has_publication_type(article, "retracted publication"));
    CHECK(is_retracted(article));
    REQUIRE(article.links.size() == 2);
    CHECK(article.links[0] == Link{"ErratumIn", "", "Made J. 2011;1", "a word"});
    CHECK(article.links[1].pmid == "7");
}

TEST_CASE("a retraction notice elsewhere makes a record retracted, a retraction of another does not")
{
    const auto with = [](const std::string& kind) {
        return is_retracted(read_citation_of("", "<CommentsCorrectionsList><CommentsCorrections RefType=\"" + kind +
                                                     "\"/></CommentsCorrectionsList>"));
    };
    CHECK(with("RetractionIn"));
    CHECK(with("RetractedandRepublishedIn"));
    CHECK_FALSE(with("RetractionOf"));
}

TEST_CASE("version, status, indexing and revision date are read, with version 1 where none is said")
{
    const auto article = parse_pubmed_record("<PubmedArticle><MedlineCitation Status=\"MEDLINE\" "
                                             "IndexingMethod=\"Automated\"><PMID Version=\"2\">98000001</PMID>"
                                             "<DateRevised><Year>2020</Year><Month>03</Month><Day>01</Day></"
                                             "DateRevised><Article/></MedlineCitation></PubmedArticle>");
    REQUIRE(article.has_value());
    CHECK(article->id == "pubmed:98000001");
    CHECK(article->version == 2);
    CHECK(article->status == "MEDLINE");
    CHECK(article->indexing_method == "Automated");
    CHECK(iso_date(article->revised) == "2020-03-01");
    CHECK(read_article("").version == 1);
}

TEST_CASE("a bare MedlineCitation is a record")
{
    const auto article = parse_pubmed_record(
        "<MedlineCitation><PMID>98000001</PMID><Article><ArticleTitle>Hair</ArticleTitle></Article></MedlineCitation>");
    REQUIRE(article.has_value());
    CHECK(article->title.text == "Hair");
}

TEST_CASE("a record that cannot be told apart, or is two, is an error and no half of an article")
{
    const auto what = [](const std::string& xml) {
        const auto article = parse_pubmed_record(xml);
        return article ? "read" : article.error().what;
    };
    CHECK(what("<PubmedArticle/>") == "no usable PMID in <PubmedArticle>");
    CHECK(what("<PubmedArticle><MedlineCitation><PMID>12a</PMID><Article/></MedlineCitation></PubmedArticle>") ==
          "no usable PMID in <PubmedArticle>");
    CHECK(
        what("<PubmedArticle><MedlineCitation><PMID>12345678901</PMID><Article/></MedlineCitation></PubmedArticle>") ==
        "no usable PMID in <PubmedArticle>");
    CHECK(what("<PubmedArticle><MedlineCitation><PMID>12</PMID></MedlineCitation></PubmedArticle>") ==
          "record 12 has no <Article>");
    CHECK(
        what("<PubmedArticle><MedlineCitation><PMID>1</PMID><Article/></MedlineCitation><MedlineCitation><PMID>2</PMID>"
             "<Article/></MedlineCitation></PubmedArticle>") == "record 1 runs into the next one");
    CHECK(what("") != "read");
    CHECK(what("<PubmedArticle><MedlineCitation>") != "read");
}

TEST_CASE("the PMIDs of a DeleteCitation are read")
{
    const auto pmids =
        parse_delete_citation("<DeleteCitation><PMID Version=\"1\">3</PMID><PMID>4</PMID></DeleteCitation>");
    REQUIRE(pmids.has_value());
    CHECK(*pmids == std::vector<std::string>{"3", "4"});
    CHECK_FALSE(parse_delete_citation("<DeleteCitation><PMID>3</DeleteCitation>").has_value());
}

TEST_CASE("a chapter of a book is an article of its own kind")
{
    const auto article = parse_pubmed_record(
        "<PubmedBookArticle><BookDocument><PMID>98000003</PMID><ArticleIdList><ArticleId "
        "IdType=\"doi\">10.1/book</ArticleId>"
        "</ArticleIdList><Book><BookTitle>MadePearls</BookTitle><PubDate><Year>2021</Year><Month>01</Month></PubDate>"
        "<AuthorList Type=\"editors\"><Author><LastName>Editrix</LastName></Author></AuthorList></Book>"
        "<ArticleTitle>Velnarane</ArticleTitle><Language>eng</Language><AuthorList Type=\"authors\"><Author>"
        "<LastName>Chapter</LastName><Initials>P</Initials></Author></AuthorList>"
        "<AuthorList Type=\"editors\"><Author><LastName>Editrix</LastName></Author></AuthorList>"
        "<PublicationType UI=\"D1\">Study "
        "Guide</PublicationType><Abstract><AbstractText>Teeth.</AbstractText></Abstract>"
        "<ContributionDate><Year>2021</Year><Month>2</Month><Day>3</Day></ContributionDate></BookDocument>"
        "<PubmedBookData/></PubmedBookArticle>");
    REQUIRE(article.has_value());
    CHECK(article->book);
    CHECK(citation(*article) == "Chapter P. Velnarane. MadePearls. 2021.");
    CHECK(article->doi == "10.1/book");
    CHECK(iso_date(article->electronic) == "2021-02-03");
    CHECK(has_publication_type(*article, "Study Guide"));
    CHECK(abstract_text(*article) == "Teeth.");
}

TEST_CASE("a book without chapters bears the book's title")
{
    const auto article =
        parse_pubmed_record("<PubmedBookArticle><BookDocument><PMID>98000003</PMID><Book>"
                            "<BookTitle>MadePearls</BookTitle></Book></BookDocument></PubmedBookArticle>");
    REQUIRE(article.has_value());
    CHECK(article->title.text == "MadePearls");
}
