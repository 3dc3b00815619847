namespace ToolTime.Api.Operators.Pages;

/// <summary>What surrounds the content of every operators' page.</summary>
public sealed record OperatorFrame
{
    /// <summary>The page's path; empty for the login form.</summary>
    public required string Path { get; init; }

    /// <summary>The page's title.</summary>
    public required string Title { get; init; }

    /// <summary>The token that each form sends back; null for operators who sent their token in a header.</summary>
    public string? FormToken { get; init; }

    /// <summary>Whether the server's clock is simulated.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Whether the page reloads after <see cref="OperatorPageAnswer.RefreshSeconds"/>; null if it never can.</summary>
    public bool? Refreshes { get; init; }
}
