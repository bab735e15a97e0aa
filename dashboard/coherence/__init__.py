"""Whether regions hang together: which members adjoin, what they border on, how they fit other partnerships, and what if they
were drawn otherwise. Pure: tables in, facts and Dutch out. A fact about adjoining comes from a table, never from a drawing.
"""
