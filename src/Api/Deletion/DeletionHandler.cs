using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ToolTime.Api.Limits;
using ToolTime.Calendar;
using ToolTime.Submissions;
using ToolTime.Telemetry;

namespace ToolTime.Api.Deletion;

/// <summary>The last steps before a deletion reaches its grains.</summary>
internal sealed class DeletionHandler(
    IGrainFactory grains,
    [FromKeyedServices(DeletionHandler.Key)] Admission admission,
    LimitMetrics limits,
    DomainClock clock)
{
    /// <summary>The key of the admission of deletions; each deletion leaves tombstones that live for months.</summary>
    public const string Key = "deletions";

    /// <summary>A snapshot of the next epoch may still cover the seven days before it, and be an hour ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(8);

    /// <summary>Deletes everything that is stored under a token, so that nothing of it comes back.</summary>
    public Task<AdmissionResult> DeleteAsync(HttpContext context, string token) => PassAsync(context, () => DeleteAsync(token));

    /// <summary>Deletes everything that is stored for a device.</summary>
    public Task<AdmissionResult> DeleteDeviceAsync(HttpContext context, string deviceId) =>
        PassAsync(context, () => grains.GetGrain<ITelemetryIntakeGrain>(0).DeleteAsync(deviceId));

    private async Task<AdmissionResult> PassAsync(HttpContext context, Func<Task> delete)
    {
        var (result, _) = await admission.PassAsync(context, DeleteAllAsync, isDeleted => isDeleted);
        if (result == AdmissionResult.OverLimit)
        {
            limits.Hit(LimitMetrics.Deletions);
        }

        return result;

        async Task<bool> DeleteAllAsync()
        {
            await delete();
            return true;
        }
    }

    /// <summary>Deletes the rows of each epoch's submitter.</summary>
    private async Task DeleteAsync(string token)
    {
        var now = clock.GetUtcNow();
        var last = Epoch.Containing((now + Ahead).UtcDay()).Number;
        for (var epoch = Epoch.Containing((now - RowLifetime.WithBackups).UtcDay()).Number; epoch <= last; epoch++)
        {
            var submitter = SubmitterId.Derive(Epoch.Numbered(epoch), token);
            await grains.GetGrain<ISubmitterGrain>(submitter.ToString()).DeleteAsync(epoch);
        }
    }
}
