using System.ComponentModel.DataAnnotations;

namespace ToolTime.Grains.Webhooks;

/// <summary>Where each final week's changes are sent.</summary>
public sealed class WebhooksOptions : IValidatableObject
{
    /// <summary>The settings section.</summary>
    public const string Section = "Webhooks";

    private const int ShortestSecret = 16;

    /// <summary>The addresses, at most 20: https, or http on this machine. None by default.</summary>
    [MaxLength(20)]
    public IList<string> Urls { get; } = [];

    /// <summary>The key of the signatures, at least 16 characters; required if there are addresses.</summary>
    public string? Secret { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var url in Urls)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsAllowed(address))
            {
                yield return new(
                    "Webhooks:Urls must be https addresses, or http on this machine, such as https://example.org/hook.",
                    [nameof(Urls)]
                );
            }
        }

        if (Urls.Count > 0 && (Secret?.Length ?? 0) < ShortestSecret)
        {
            yield return new(
                $"Webhooks:Secret must have at least {ShortestSecret} characters if Webhooks:Urls has an address, such as `openssl rand -hex {ShortestSecret}` prints.",
                [nameof(Secret)]
            );
        }
    }

    private static bool IsAllowed(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
