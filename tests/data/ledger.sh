# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by golden tests after begin.sh: two included reports with three patients and one excluded article, all of it
# said by people, so that no rule of the machine moves what the tests expect.
report() { # PMID AUTHOR YEAR TITLE
    echo "<PubmedArticle><MedlineCitation><PMID Version=\"1\">$1</PMID><Article><Journal><JournalIssue><PubDate><Year>$3</Year></PubDate></JournalIssue>"
    echo "<Title>Invented Journal of Drug Reactions</Title></Journal><ArticleTitle>$4</ArticleTitle>"
    echo "<Abstract><AbstractText>Invented.</AbstractText><CopyrightInformation>Invented record, for testing only</CopyrightInformation></Abstract>"
    echo "<AuthorList CompleteYN=\"Y\"><Author><LastName>$2</LastName><Initials>A</Initials></Author></AuthorList><Language>eng</Language></Article></MedlineCitation></PubmedArticle>"
}
{
    echo "<PubmedArticleSet>"
    report 98100001 Ash 1999 "Blue hair on velnarane."
    report 98100002 Birch 2004 "Two more patients with blue hair."
    report 98100003 Cedar 2010 "Velnarane for blue hair."
    echo "</PubmedArticleSet>"
} > ledger.xml
{
    casebook import ledger.xml
    casebook decide 98100001 include --by Ann
    casebook decide 98100002 include --by Ann --source 'full text'
    casebook decide 98100003 exclude --reason drug_is_treatment_of_event --by Bob
    for patient in 98100001 98100002 98100002; do casebook correct $patient#new drug velnarane --by Ann; done
    casebook correct 98100001 age_years 34 --by Ann
    casebook correct 98100001 sex female --by Ann
    casebook correct 98100001 latency 90 --by Ann
    casebook correct 98100001 dechallenge positive --by Ann --note 'page 2'
    casebook correct 98100001 outcome recovered --by Bob
    casebook correct 98100002#1001 age_years 2.5 --by Ann
    casebook correct 98100002#1001 dechallenge not_done --by Ann
    casebook correct 98100002#1002 latency 30..60 --by Ann
    casebook correct 98100002#1002 latency_anchor last_dose --by Ann
    casebook correct 98100002#1002 concomitants '=SUM(A1); MMF' --by Ann
} > ledger.out 2>&1 || cat ledger.out >&2
