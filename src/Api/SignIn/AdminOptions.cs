using System.ComponentModel.DataAnnotations;

namespace ToolTime.Api.SignIn;

/// <summary>Who may use the operators' endpoints.</summary>
public sealed class AdminOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Admin";

    /// <summary>The operators' bearer token, at least 16 characters. Default none: their endpoints are closed.</summary>
    [MinLength(16)]
    public string? Token { get; set; }
}
