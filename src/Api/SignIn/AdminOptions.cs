using System.ComponentModel.DataAnnotations;

namespace ToolTime.Api.SignIn;

/// <summary>Who may use the operators' endpoints.</summary>
public sealed class AdminOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Admin";

    /// <summary>The bearer token of operators, at least 16 characters. Default none: the endpoints are closed.</summary>
    [MinLength(16)]
    public string? Token { get; set; }
}
