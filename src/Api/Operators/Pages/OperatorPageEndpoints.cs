using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ToolTime.Api.Pages;
using ToolTime.Api.Problems;
using ToolTime.Api.SignIn;
using ToolTime.Operators;
using ToolTime.Telemetry;

namespace ToolTime.Api.Operators.Pages;

/// <summary>The operators' pages: login and logout, what the server does, and quarantine. They do not exist if no token is set.</summary>
internal static class OperatorPageEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapOperatorPages(this IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<OperatorsToken>().IsSet)
        {
            return;
        }

        var open = routes.MapGroup("").AddEndpointFilter<OperatorPageFaults>();
        open.MapMethods(OperatorPaths.Login, Methods, (HttpContext context, OperatorPages pages) => pages.LoginAsync(context));
        open.MapPost(OperatorPaths.Login, LogInAsync);

        var closed = routes.MapGroup("").RequireOperator().AddEndpointFilter<OperatorPageFaults>();
        closed.MapMethods(OperatorPaths.Server, Methods, (HttpContext context, OperatorPages pages) => pages.ServerAsync(context));
        closed.MapMethods(OperatorPaths.Totals, Methods, (HttpContext context, OperatorPages pages) => pages.TotalsAsync(context));
        closed.MapMethods(OperatorPaths.Limits, Methods, (HttpContext context, OperatorPages pages) => pages.LimitsAsync(context));
        closed.MapMethods(OperatorPaths.Publications, Methods, (HttpContext context, OperatorPages pages) =>
            pages.PublicationsAsync(context)
        );
        closed.MapMethods(OperatorPaths.Submissions, Methods, (HttpContext context, OperatorPages pages) =>
            pages.SubmissionsAsync(context, said: null)
        );
        closed.MapMethods(OperatorPaths.Telemetry, Methods, (HttpContext context, OperatorPages pages) =>
            pages.TelemetryAsync(context, said: null)
        );
        closed.MapPost(OperatorPaths.Quarantine, QuarantineAsync);
        closed.MapPost(OperatorPaths.TelemetryQuarantine, QuarantineDeviceAsync);
        closed.MapPost(OperatorPaths.Logout, (Delegate)LogOutAsync);
    }

    private static async Task<IResult> LogInAsync(HttpContext context, OperatorsToken operators, OperatorPages pages)
    {
        if (await OperatorForm.ReadAsync(context) is not { } form || !await OperatorForm.IsOwnAsync(context))
        {
            return await pages.LoginAsync(
                context,
                "The form was not from this page. Please try again here.",
                StatusCodes.Status400BadRequest
            );
        }

        switch (operators.Judge(context, form[OperatorForm.Token].ToString()))
        {
            case TokenVerdict.Right:
                await OperatorSignIn.BeginAsync(context);
                context.Response.Headers.CacheControl = "no-store";
                return SeeOther.To(OperatorPaths.Server);
            case TokenVerdict.TooMany tooMany:
                context.Response.Headers.RetryAfter = Problem.Seconds(tooMany.RetryAfter);
                return await pages.LoginAsync(
                    context,
                    $"Too many wrong tokens came from this address. Try again in {Figure.Count(Math.Ceiling(tooMany.RetryAfter.TotalSeconds), "second")}.",
                    StatusCodes.Status429TooManyRequests
                );
            default:
                return await pages.LoginAsync(context, "The token is wrong.", StatusCodes.Status403Forbidden);
        }
    }

    private static async Task<IResult> LogOutAsync(HttpContext context)
    {
        if (await OperatorForm.ReadAsync(context) is null)
        {
            return NoForm();
        }

        await OperatorSignIn.EndAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        return SeeOther.To(OperatorPaths.Login);
    }

    private static async Task<IResult> QuarantineAsync(HttpContext context, IGrainFactory grains, OperatorPages pages)
    {
        if (await OperatorForm.ReadAsync(context) is not { } form)
        {
            return NoForm();
        }

        if (OperatorForm.IsPut(form) is not { } isPut || !Guid.TryParseExact(form[OperatorForm.Receipt].ToString(), "n", out var receipt))
        {
            return await pages.SubmissionsAsync(context, "A receipt is 32 hex digits.", StatusCodes.Status400BadRequest);
        }

        return await grains.GetGrain<IOperatorsGrain>(0).SetQuarantineAsync(receipt.ToString("n"), isPut) == OperatorsOutcome.Done
            ? SeeOther.To(OperatorPaths.Submissions)
            : await pages.SubmissionsAsync(context, "There is no such submission.", StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> QuarantineDeviceAsync(HttpContext context, IGrainFactory grains, OperatorPages pages)
    {
        if (await OperatorForm.ReadAsync(context) is not { } form)
        {
            return NoForm();
        }

        if (OperatorForm.IsPut(form) is not { } isPut || !Guid.TryParseExact(form[OperatorForm.Device].ToString(), "n", out var device))
        {
            return await pages.TelemetryAsync(context, "A device’s id is 32 hex digits.", StatusCodes.Status400BadRequest);
        }

        return await grains.GetGrain<ITelemetryOperatorsGrain>(0).SetQuarantineAsync(device.ToString("n"), isPut) == OperatorsOutcome.Done
            ? SeeOther.To(OperatorPaths.Telemetry)
            : await pages.TelemetryAsync(context, "There is no such device.", StatusCodes.Status404NotFound);
    }

    private static JsonHttpResult<ProblemDocument> NoForm() =>
        Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Unauthorized, "The form was not from these pages. Open the page again.");
}

/// <summary>Shows an error page if a grain could not answer.</summary>
internal sealed class OperatorPageFaults(OperatorPages pages) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (GrainFaults.IsUnavailable(exception))
        {
            return await pages.UnavailableAsync(context.HttpContext);
        }
    }
}
