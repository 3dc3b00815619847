using System.ComponentModel.DataAnnotations;

namespace ToolTime.Api.Mcp;

/// <summary>By which names agents may reach the endpoint for them.</summary>
public sealed class McpOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Mcp";

    /// <summary>
    /// Host names under which this server is published, without ports, at most 100. Default none: it answers to addresses and to
    /// <c>localhost</c> alone, since any other name may be one that somebody made lead here.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Hosts { get; set; } = [];
}
