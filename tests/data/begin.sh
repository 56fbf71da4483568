# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by golden tests: an empty casebook here, without a word.
casebook init --drug velnarane --event 'blue hair' > init.out 2>&1 || cat init.out >&2
rm init.out

# record PMID TITLE [YEAR OF REVISION] [VERSION]: a small record on stdout
record() {
    echo "<PubmedArticle><MedlineCitation><PMID Version=\"${4:-1}\">$1</PMID><DateRevised><Year>${3:-2020}</Year></DateRevised>"
    echo "<Article><ArticleTitle>$2</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
}
