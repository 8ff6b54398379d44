"""What readers see: Streamlit, Plotly and small pictures, drawn from answers."""
