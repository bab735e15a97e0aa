"""The emptiest page that has something to change: the floor every page is measured against."""

import streamlit as st

MONTHS = [f"{year}-{month:02d}" for year in range(2025, 2014, -1) for month in range(12, 0, -1)]

chosen = st.selectbox("Maand", MONTHS, key="kies_periode")
st.caption(f"Gekozen: {chosen}")
