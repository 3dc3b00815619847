using Microsoft.Extensions.Options;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Privacy;
using ToolTime.Submissions;

namespace ToolTime.Grains.Publication;

/// <summary>Returns the rules in force.</summary>
internal sealed class PrivacyGrain(
    CurrentNames names, IOptions<PrivacyOptions> limits, IOptions<PublicationOptions> publication, IOptions<IngestionOptions> ingestion,
    IOptions<RetentionOptions> retention) : Grain, IPrivacyGrain
{
    public Task<PrivacyTerms> GetTermsAsync() =>
        Task.FromResult(PrivacyStatement.Create(limits.Value, publication.Value, ingestion.Value, retention.Value, names.List));
}
