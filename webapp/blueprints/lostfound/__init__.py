"""Lost property: what was found, who lost it, and what becomes of it by law (BGB §§ 965–984).

Citizens search what was found, claim it, report a loss or announce a find. The desk keeps the register: it takes a
find in, decides claims, hands over, and is told when a keeping period is over. The place of the find decides which law
holds.
"""
