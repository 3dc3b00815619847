using Microsoft.Extensions.Options;
using ToolTime.Grains.Maintenance;
using ToolTime.Grains.Publication;
using ToolTime.Names;
using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>Tells the rules in force.</summary>
internal sealed class PrivacyGrain(
    CurrentNames names, IOptions<PrivacyOptions> limits, IOptions<PublicationOptions> publication, IOptions<RetentionOptions> retention) : Grain, IPrivacyGrain
{
    public Task<PrivacyTerms> GetTermsAsync() =>
        Task.FromResult(PrivacyStatement.Create(limits.Value, publication.Value, retention.Value, names.List));
}
