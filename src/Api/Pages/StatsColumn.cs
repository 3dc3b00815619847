namespace ToolTime.Api.Pages;

/// <summary>A column of figures.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Note">The anchor of the note that says how its figures are made.</param>
public sealed record StatsColumn(string Heading, string Note);
