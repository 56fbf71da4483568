# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by golden tests after begin.sh and ledger.sh: beside the ledger's patients, whom people told, a report that the machine
# reads and a person corrects in one field, a retracted one, one that tells a patient again, one without a patient, an unclear one, and the index of it all.
told() { # PMID AUTHOR YEAR TITLE ABSTRACT [MORE]
    echo "<PubmedArticle><MedlineCitation><PMID Version=\"1\">$1</PMID><Article><Journal><JournalIssue><PubDate><Year>$3</Year></PubDate></JournalIssue>"
    echo "<Title>Invented Journal of Drug Reactions</Title></Journal><ArticleTitle>$4</ArticleTitle>"
    echo "<Abstract><AbstractText>$5</AbstractText><CopyrightInformation>Invented record, for testing only</CopyrightInformation></Abstract>"
    echo "<AuthorList CompleteYN=\"Y\"><Author><LastName>$2</LastName><Initials>A</Initials></Author></AuthorList><Language>eng</Language>"
    echo "<PublicationTypeList><PublicationType>Case Reports</PublicationType></PublicationTypeList></Article>${6:-}</MedlineCitation></PubmedArticle>"
}
{
    echo "<PubmedArticleSet>"
    told 98100004 Dogwood 2012 "Blue hair induced by velnarane &amp; nothing else." "A 41-year-old man developed blue hair two months after starting velnarane. Velnarane was stopped and the blue hair resolved completely."
    told 98100005 Elder 2015 "Velnarane-induced blue hair." "A 29-year-old woman developed blue hair three weeks after starting velnarane. Velnarane was stopped and the blue hair resolved." \
        "<CommentsCorrectionsList><CommentsCorrections RefType=\"RetractionIn\"><RefSource>Invented J. 2016;1:1</RefSource><PMID>98100009</PMID></CommentsCorrections></CommentsCorrectionsList>"
    told 98100008 Dogwood 2013 "A series with blue hair induced by velnarane." "A 41-year-old man developed blue hair two months after starting velnarane."
    told 98100006 Fir 2018 "Colours of hair." "Colours are many."
    told 98100007 Gorse 2020 "Hair and velnarane." "Much is not known."
    echo "</PubmedArticleSet>"
} > more.xml
{
    casebook import more.xml
    casebook screen
    casebook extract
    casebook correct 98100001#1 role concomitant --by Ann --note 'the same patient as Ann entered'
    casebook decide 98100006 include --by Ann --source 'full text' --note 'page 3'
    casebook decide 98100007 unclear --by Ann
    casebook correct 98100007#new drug velnarane --by Ann
    casebook correct 98100004#1 sex male --by Bob
    casebook correct 98100004#1 outcome recovering --by Bob --note 'at six months'
    casebook index
} > more.out 2>&1 || cat more.out >&2
