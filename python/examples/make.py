"""Writes notebook.ipynb from its cells: python python/examples/make.py"""

import nbformat

CELLS = [
    ("markdown", "# Who appears with whom\n\nThe five pages of `seeds/`, read with the dictionary of their district."),
    ("code", "import guanxi\n\ngraph = guanxi.build(['seeds'], 'dictionaries/erqi')\ngraph"),
    ("markdown", "Every mention knows where it stands and which rule found it."),
    ("code", "guanxi.mentions('区长李明到新区二期项目走访。')"),
    ("markdown", "Officials beside a project, with the passage that says so."),
    ("code", "graph.who('华润二期')"),
    ("code", "nodes, links, evidence = graph.to_pandas()\nlinks.sort_values('weight', ascending=False).head()"),
    ("code", "net = graph.to_networkx()\nnet.number_of_nodes(), net.number_of_edges()"),
]

book = nbformat.v4.new_notebook()
for at, (kind, text) in enumerate(CELLS):
    cell = nbformat.v4.new_markdown_cell(text) if kind == "markdown" else nbformat.v4.new_code_cell(text)
    cell["id"] = f"cell-{at}"
    book.cells.append(cell)
book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
nbformat.write(book, __file__.replace("make.py", "notebook.ipynb"))
