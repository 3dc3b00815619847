namespace ToolTime.Api.Operators.Pages;

/// <summary>What every operators' page shows around its content.</summary>
public sealed record OperatorFrame
{
    /// <summary>The page's path; empty for the form by which operators log in.</summary>
    public required string Path { get; init; }

    /// <summary>The page's title.</summary>
    public required string Title { get; init; }

    /// <summary>What each form sends back; null for those who named the operators' token in a header.</summary>
    public string? FormToken { get; init; }

    /// <summary>Whether the server's clock is a simulated one.</summary>
    public required bool Simulated { get; init; }

    /// <summary>
    /// Whether the page gets itself again after <see cref="OperatorPageAnswer.RefreshSeconds"/>; null where it never does.
    /// </summary>
    public bool? Refreshes { get; init; }
}
