using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Operators.Pages;

/// <summary>Shows a page that says so where a grain could not answer.</summary>
internal sealed class OperatorPageFaults(OperatorPages pages) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (GrainFaults.Are(exception))
        {
            return await pages.UnavailableAsync(context.HttpContext);
        }
    }
}
